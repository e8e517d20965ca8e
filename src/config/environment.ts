import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const signingSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'is `whsec_` and at least 24 random bytes in base64');

/** All settings, read from the environment once, with their defaults. */
export const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** Address that the gateway listens on. */
  HOST: z.string().default('127.0.0.1'),
  /** Port that the gateway listens on; 0 takes any free one. */
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  /** PostgreSQL 18 of your own, as a user that may create roles; without it the embedded server is used. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /**
   * PostgreSQL without the pooler, where DATABASE_URL is the address of one: for LISTEN, COPY, advisory locks and
   * migrations.
   */
  DATABASE_DIRECT_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Streaming replicas of the database, separated by commas, for queries and followers (docs/operators.md). */
  DATABASE_READ_URL: z
    .string()
    .transform((text) => text.split(',').map((url) => url.trim()))
    .pipe(z.array(z.url({ protocol: /^postgres(ql)?$/ })))
    .optional(),
  /** Milliseconds that a replica may be behind the primary, and that a reader waits for it. */
  DATABASE_READ_LAG: z.coerce.number().int().min(10).max(60_000).default(500),
  /**
   * Whether a gateway runs migrations when it starts. Otherwise `npm run migrate` does, and a gateway without them does
   * not start.
   */
  MIGRATE_AT_START: flag.default(true),
  /** The folder of the embedded database, uploaded papers and the development secret. */
  DATA_DIR: z.string().default(path.join(projectFolder, 'data')),
  /** At least 32 characters; signs tokens and derives the database password of the gateway's own role. */
  SECRET_KEY: z.string().min(32).optional(),
  /** Load the demonstration into an empty database. Refused in production. */
  DEMONSTRATION: flag.optional(),
  /** Connections for requests of clients. Jobs, followers and short work beside a request have about half as many again. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
  /** Milliseconds that one statement of a client may read, so that no client blocks the database for others. */
  LONGEST_READ: z.coerce.number().int().min(100).default(15_000),
  /** Milliseconds that an operation may read in total; then it is stopped. */
  LONGEST_REQUEST: z.coerce.number().int().min(100).default(30_000),
  /**
   * `id:key` pairs, separated by commas; a key is 32 bytes in base64. The first key encrypts private data, all of them
   * decrypt it.
   */
  DATA_KEYS: z.string().optional(),
  /** 32 bytes in base64, for finding encrypted values such as a phone number. It is not rotated. */
  LOOKUP_KEY: z.string().optional(),
  /** How many trusted proxies are in front, so that their X-Forwarded-For is used: `true` is one. */
  TRUST_PROXY: z.union([z.coerce.number().int().min(1).max(9), flag]).default(false),
  /**
   * Fields that an account, or an address without one, may request from all gateways in a minute; no limit outside
   * production.
   */
  RATE_LIMIT: z.coerce.number().int().min(20_000).optional(),
  /**
   * Manifests of GraphQL documents, separated by commas: then only these are executed, and those of the pages and the
   * command.
   */
  TRUSTED_DOCUMENTS: z.string().min(1).optional(),
  /** WebSockets that one network address may open: 200 in production, 20,000 elsewhere. */
  SOCKETS_PER_ADDRESS: z.coerce.number().int().min(1).optional(),
  /** Outside identity providers as JSON: [{ issuer, audience, jwksUri, roleClaim, roles: { theirs: OURS } }], a city as { role: CITY, region }. */
  OIDC_PROVIDERS: z.string().default('[]'),
  /**
   * How people are verified: `http` asks a register at PERSON_REGISTER_URL; `manual` lets PLATFORM compare scanned papers;
   * `embedded` knows a few made-up people (docs/access.md) and is refused in production; `none` verifies nobody.
   */
  PERSON_REGISTER: z.enum(['embedded', 'none', 'http', 'manual']).optional(),
  PERSON_REGISTER_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Signs the requests to the register: `whsec_` and at least 24 bytes in base64. */
  PERSON_REGISTER_SECRET: signingSecret.optional(),
  /** What the register compares: 2, name and identity number; 3, the phone number too. */
  PERSON_REGISTER_FACTORS: z.enum(['2', '3']).default('2'),
  /** Days after a decision until scanned identity papers are deleted. */
  IDENTITY_PAPER_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  /**
   * The source of companies' names, places and status: `file`, lists that PLATFORM uploads (docs/register.md); `http`,
   * in addition to lists a register at COMPANY_REGISTER_URL that is asked for single companies; `embedded`, the
   * demonstration's made-up companies, refused in production.
   */
  COMPANY_REGISTER: z.enum(['file', 'http', 'embedded']).optional(),
  COMPANY_REGISTER_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Signs the requests to the register: `whsec_` and at least 24 bytes in base64. */
  COMPANY_REGISTER_SECRET: signingSecret.optional(),
  /** Milliseconds that one attempt may take. */
  COMPANY_REGISTER_TIMEOUT: z.coerce.number().int().min(100).max(60_000).default(3_000),
  /** Hours for which an answer of the register is valid; then the company is looked up again. */
  COMPANY_REGISTER_CACHE_HOURS: z.coerce.number().int().min(1).max(8_760).default(168),
  /** Whether accounts are checked before they are paid: `http` asks a bank's service at PAYEE_CHECK_URL (docs/payments.md). */
  PAYEE_CHECK: z.enum(['off', 'http']).default('off'),
  PAYEE_CHECK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Signs the requests to the service: `whsec_` and at least 24 bytes in base64. */
  PAYEE_CHECK_SECRET: signingSecret.optional(),
  /** Milliseconds that one attempt may take. */
  PAYEE_CHECK_TIMEOUT: z.coerce.number().int().min(100).max(60_000).default(3_000),
  /**
   * The people of the offices as JSON: [{ name, phone, role }], for a CITY also its region; a person who is removed
   * from it loses the role.
   */
  OFFICES: z.string().optional(),
  /**
   * The address at which clients reach the gateway, for example https://api.example.cn; the issuer of its OAuth tokens.
   */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The most tries that the proof of work before an SMS code needs: 5,000 in production, 20 elsewhere. */
  PROOF_OF_WORK: z.coerce.number().int().min(2).max(1_000_000).optional(),
  /** How text messages are sent: `print` writes them to the terminal and is refused in production. */
  SMS_PROVIDER: z.enum(['print', 'aliyun']).default('print'),
  /** Alibaba Cloud's access key and approved signature, and its template codes as JSON by our names of them. */
  SMS_ACCESS_KEY_ID: z.string().optional(),
  SMS_ACCESS_KEY_SECRET: z.string().optional(),
  SMS_SIGN_NAME: z.string().optional(),
  SMS_TEMPLATES: z.string().default('{}'),
  /** Signs the provider's delivery reports (`POST /callbacks/sms`): `whsec_` and at least 24 bytes in base64. */
  SMS_CALLBACK_SECRET: signingSecret.optional(),
  SMS_ENDPOINT: z.url().default('https://dysmsapi.aliyuncs.com'),
  /** A bucket of an S3 service for uploaded papers, addressed by path; without it they are in DATA_DIR. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /**
   * Whether this gateway does what is due: close notices, forfeit, remind, send. At least one gateway of a database has
   * to.
   */
  BACKGROUND_JOBS: flag.default(true),
  /** The time at which the sandbox's clock starts: a day, as 2025-09-10, or an instant. Refused in production. */
  NOW: z
    .union(
      [
        z.iso.date().transform((day) => new Date(`${day}T09:00:00+08:00`)),
        z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
      ],
      {
        error: 'is a day, as 2025-09-10, or an instant with its offset, as 2025-09-10T09:00:00+08:00',
      },
    )
    .optional(),
  /** Signs the public log: 32 random bytes in base64 (`openssl rand -base64 32`). Required in production. */
  LOG_SIGNING_KEY: z
    .string()
    .refine((key) => Buffer.from(key, 'base64').length === 32, 'has to be 32 bytes in base64')
    .optional(),
  /** The name of the public log in its checkpoints; it must not change once something is published. */
  LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/, 'has no blanks and no plus')
    .default('mianshen/publicity'),
  /** The publisher of the lists, as the open data name it. */
  PUBLISHER: z.string().min(1).default('福建省科学技术厅'),
  /**
   * The office and telephone for questions of the public, at the foot of the pages; both or neither. Outside production
   * the default is that of the notice of 2025.
   */
  CONTACT_OFFICE: z.string().min(1).optional(),
  CONTACT_PHONE: z
    .string()
    .regex(/^\+?[\d -]{5,24}$/, 'is a telephone number, for example 0591-87882112')
    .optional(),
  /** The licence under which the lists are published, as pages and open data name it. */
  LICENCE_NAME: z.string().min(1).default('CC BY 4.0'),
  LICENCE_URL: z.url({ protocol: /^https?$/ }).default('https://creativecommons.org/licenses/by/4.0/'),
  /**
   * Milliseconds for which requests are still served after `/readyz` reports the end: longer than the interval of a
   * proxy's probes.
   */
  SHUTDOWN_DELAY: z.coerce.number().int().min(0).max(600_000).optional(),
  /** Milliseconds after which the gateway stops everything that still runs. */
  SHUTDOWN_DEADLINE: z.coerce.number().int().min(1_000).default(60_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
});

export type Settings = z.infer<typeof Environment>;

export const settingNames = Object.keys(Environment.shape);
