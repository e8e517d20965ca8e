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

/** A type that `node(id)` finds: which roles may ask for one, and how one is read. Row security decides about the row. */
export interface NodeType {
  roles: Role[];
  load: (context: Context, key: string) => Promise<object | null>;
}

/** A column whose values are encrypted, and the place that each value is bound to. */
export interface SealedColumn {
  table: string;
  column: string;
  place: string;
}

/** What a running gateway offers to its modules. */
export interface Platform {
  app: FastifyInstance;
  config: Config;
  database: Database;
  /** Notifications of the database. */
  listener: Listener;
  /** Wakes work in the background when something may be due. */
  alarm: Alarm;
  clock: Clock;
  schema: GraphQLSchema;
  contexts: ContextFactory;
  /** Files that are made for one request. */
  spool: Spool;
  /** What each client may ask within a minute. */
  budget: Budget;
  services: SharedServices;
  events: EventStream;
  sms: SmsProvider;
  /** Is notified of operations that a module answers without GraphQL. */
  operations: OperationObserver;
  log: FastifyBaseLogger;
}

/** What a module runs in the background while the gateway is up. */
export interface Service {
  /** Called before the port is opened. */
  start?: () => void | Promise<void>;
  /** Called once the port is open, with the address that the gateway answers on. */
  opened?: (url: string) => void;
  /** Called after the last request has ended, in the opposite order of the modules. */
  stop?: () => void | Promise<void>;
}

/** Everything that the rest of the program knows of a module. What is central is a loop over these declarations. */
export interface Module {
  /** The name of its folder. */
  name: string;
  /** What it stores. */
  entities?: EntityClass[];
  /** Its operations and fields in the GraphQL schema. */
  resolvers?: ResolverClass[];
  /** The types that `node(id)` finds, by their names. */
  nodes?: Record<string, NodeType>;
  /** The states of what it stores, and every allowed move between them. */
  states?: StateMachine[];
  /** What its events carry. */
  events?: EventShapes;
  /** What it does automatically when it is due. */
  jobs?: Job[];
  /** What waits for a person of some role, for `viewer.worklist`. */
  worklist?: WaitingWork[];
  /** Its queues, for operators to watch. */
  backlogs?: Backlog[];
  /** What it does, in the same transaction, when another module has recorded an event. */
  reactions?: Reaction[];
  /** What continues after the request that began it, and ends with the grant that it depends on. */
  longLived?: LongLived[];
  /** What its fields cost, where that is more than usual. */
  costs?: Costs;
  /** How large a value of its operations may be, where that is not the usual. */
  bounds?: Bounds;
  /** The GraphQL documents that its own pages send. */
  documents?: readonly string[];
  /** Its encrypted columns. */
  sealedColumns?: SealedColumn[];
  /** Registers its HTTP routes; returns what it runs in the background, if anything. */
  serve?: (platform: Platform) => Service | void;
}

/** Checks the type of a declaration and leaves it as it is. */
export function defineModule<Declared extends Module>(module: Declared): Declared {
  return module;
}
