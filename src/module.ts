import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from './access/context.js';
import type { SharedServices } from './access/shared-services.js';
import type { Role } from './access/role.js';
import type { Config } from './config/config.js';
import type { Database } from './database/database.js';
import type { Listener } from './database/connections/listener.js';
import type { EventShapes } from './event/event-data.js';
import type { EventStream } from './event/follow/event-stream.js';
import type { LongLived } from './granted/long-lived.js';
import type { Reaction } from './event/record-event.js';
import type { Budget } from './http/limits/budget.js';
import type { ContextFactory } from './http/request-context.js';
import type { OperationObserver } from './http/observed-operation.js';
import type { Spool } from './http/spool.js';
import type { Alarm } from './job/alarm.js';
import type { Backlog } from './job/backlog.js';
import type { Job } from './job/job.js';
import type { Bounds } from './kernel/bounds.js';
import type { Clock } from './kernel/clock.js';
import type { Costs } from './kernel/costs.js';
import type { StateMachine } from './kernel/state-machine.js';
import type { SmsProvider } from './message/sms-provider.js';
import type { WaitingWork } from './worklist/waiting-work.js';

type EntityClass = new () => object;
type ResolverClass = abstract new (...args: never[]) => object;

/** A type that `node(id)` finds: the roles that may request it, and its loader. Row security decides about each row. */
export interface NodeType {
  roles: Role[];
  load: (context: Context, key: string) => Promise<object | null>;
}

/** A column with encrypted values, and the place that each value is bound to. */
export interface SealedColumn {
  table: string;
  column: string;
  place: string;
}

/** What a running gateway provides to its modules. */
export interface Platform {
  app: FastifyInstance;
  config: Config;
  database: Database;
  /** Notifications of the database. */
  listener: Listener;
  /** Wakes background work when something may be due. */
  alarm: Alarm;
  clock: Clock;
  schema: GraphQLSchema;
  contexts: ContextFactory;
  /** Temporary files for single requests. */
  spool: Spool;
  /** The limits of each client's requests in a minute. */
  budget: Budget;
  services: SharedServices;
  events: EventStream;
  sms: SmsProvider;
  /** Observes operations that a module answers without GraphQL. */
  operations: OperationObserver;
  log: FastifyBaseLogger;
}

/** Background work of a module while the gateway runs. */
export interface Service {
  /** Called before the port is opened. */
  start?: () => void | Promise<void>;
  /** Called once the port is open, with the address of the gateway. */
  opened?: (url: string) => void;
  /** Called after the last request has ended, in the reverse order of the modules. */
  stop?: () => void | Promise<void>;
}

/** Everything that the rest of the program knows about a module. Central code is a loop over these declarations. */
export interface Module {
  /** The name of its folder. */
  name: string;
  /** The entities that it stores. */
  entities?: EntityClass[];
  /** Its operations and fields in the GraphQL schema. */
  resolvers?: ResolverClass[];
  /** The types that `node(id)` finds, by name. */
  nodes?: Record<string, NodeType>;
  /** The states of its entities, with all allowed moves. */
  states?: StateMachine[];
  /** The shapes of its events. */
  events?: EventShapes;
  /** The work that it does automatically when due. */
  jobs?: Job[];
  /** Work that waits for a person of some role, for `viewer.worklist`. */
  worklist?: WaitingWork[];
  /** Its queues, for monitoring. */
  backlogs?: Backlog[];
  /** What it does, in the same transaction, after another module has recorded an event. */
  reactions?: Reaction[];
  /** Things that continue after the request that began them, and end with the grant that they depend on. */
  longLived?: LongLived[];
  /** The costs of its fields that differ from the default. */
  costs?: Costs;
  /** The size limits of its operations' values that differ from the default. */
  bounds?: Bounds;
  /** The GraphQL documents of its own pages. */
  documents?: readonly string[];
  /** Its encrypted columns. */
  sealedColumns?: SealedColumn[];
  /** Registers its HTTP routes; returns its background work, if any. */
  serve?: (platform: Platform) => Service | void;
}

/** Checks the type of a declaration and returns it unchanged. */
export function defineModule<Declared extends Module>(module: Declared): Declared {
  return module;
}
