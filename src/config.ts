import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type DataKeys, Vault } from './kernel/vault.js';
import { tokenKey } from './access/token/access-token.js';
import type { OutsideProvider } from './access/token/outside-provider.js';
import { httpPersonRegister } from './person/register/http-person-register.js';
import { embeddedRegister, type Verification } from './person/register/person-register.js';
import { demonstrationRegister } from './demonstration/demonstration-register.js';
import { httpPayeeCheck } from './payment/payees/http-payee-check.js';
import type { PayeeCheck } from './payment/payees/payee-check.js';
import type { CompanyRegister } from './register/company-register.js';
import { httpCompanyRegister } from './register/http-company-register.js';
import type { Appointment } from './account/appoint-offices.js';
import { ManifestFault, readTrustedDocuments } from './trusted-documents.js';
import { Environment, type Settings, settingNames } from './environment.js';
import { givenSettings } from './given-settings.js';
import { unknownSettings } from './unknown-settings.js';
import { Role } from './access/role.js';
import type { AliyunSettings } from './message/aliyun-provider.js';
import type { S3Settings } from './paper/store/paper-shelf.js';
import { ConfigError } from './kernel/errors/config-error.js';
import { reasonOf } from './kernel/errors/reason-of.js';

export interface Config {
  production: boolean;
  host: string;
  port: number;
  databaseUrl: string | undefined;
  /** Where sessions are had; the same unless there is a pooler in between. */
  directUrl: string | undefined;
  /** Streaming replicas of it. */
  readUrls: string[];
  readLag: number;
  migrateAtStart: boolean;
  dataFolder: string;
  secretKey: string;
  /** Signs tokens in place of the secret key: a sandbox has one of its own, so that no other gateway takes its tokens. */
  tokenSecret?: string;
  demonstration: boolean;
  poolSize: number;
  longestRead: number;
  longestRequest: number;
  backgroundJobs: boolean;
  /** Anything but production: the clock can be moved through the API. */
  sandbox: boolean;
  now: Date | undefined;
  logLevel: string;
  /** How the gateway stops. */
  shutdown: { delay: number; deadline: number };
  /** Where papers are stored; in the data folder where absent. */
  s3?: S3Settings;
  /** How many proxies are in front. */
  proxies: number;
  rateLimit: number | undefined;
  /** The documents that alone are executed; any where absent. */
  trustedDocuments: string[] | undefined;
  socketsPerAddress: number;
  outsideProviders: OutsideProvider[];
  proofTries: number;
  people: Verification;
  identityPaperDays: number;
  offices: Appointment[] | undefined;
  companies: CompanyRegister | undefined;
  payees: PayeeCheck | undefined;
  publicUrl: string | undefined;
  vault: Vault;
  sms: SmsSettings;
  /** Without it the provider cannot report deliveries. */
  smsCallbackSecret: string | undefined;
  logSigningKey: string | undefined;
  logOrigin: string;
  publisher: string;
  /** Who answers questions of the public. */
  contact: { office: string; phone: string } | null;
  /** Of what is published. */
  licence: { name: string; url: string };
}

export type SmsSettings =
  { provider: 'print'; print: (line: string) => void } | ({ provider: 'aliyun' } & AliyunSettings);

/** What may be said on the command line, as the setting of the same name: `--now 2025-09-10`. */
export function readArguments(args: string[]): NodeJS.ProcessEnv {
  try {
    const { values } = parseArgs({ args, options: { now: { type: 'string' } } });
    return values.now === undefined ? {} : { NOW: values.now };
  } catch (error) {
    throw new ConfigError(`${reasonOf(error)}\nKnown: --now 2025-09-10`);
  }
}

/** Reads and validates the settings; throws a ConfigError that names each setting that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const settings = readSettings(environment);
  const production = settings.NODE_ENV === 'production';
  if (production) requireFitForProduction(settings);
  const dataFolder = path.resolve(settings.DATA_DIR);
  const secretKey = settings.SECRET_KEY ?? developmentSecret(dataFolder);
  return {
    production,
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    directUrl: settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL,
    readUrls: replicaAddresses(settings),
    readLag: settings.DATABASE_READ_LAG,
    migrateAtStart: settings.MIGRATE_AT_START,
    dataFolder,
    secretKey,
    demonstration: settings.DEMONSTRATION ?? !production,
    poolSize: settings.DATABASE_POOL_SIZE,
    longestRead: settings.LONGEST_READ,
    longestRequest: settings.LONGEST_REQUEST,
    backgroundJobs: settings.BACKGROUND_JOBS,
    sandbox: !production,
    now: settings.NOW,
    logLevel: settings.LOG_LEVEL,
    shutdown: shutdownSettings(settings, production),
    s3: s3Settings(settings),
    proxies: Number(settings.TRUST_PROXY),
    rateLimit: settings.RATE_LIMIT ?? (production ? 1_000_000 : undefined),
    trustedDocuments: trustedDocuments(settings),
    socketsPerAddress: settings.SOCKETS_PER_ADDRESS ?? (production ? 200 : 20_000),
    outsideProviders: readJson('OIDC_PROVIDERS', settings.OIDC_PROVIDERS, z.array(OutsideProviderShape)),
    people: readRegister(settings, production),
    companies: readCompanyRegister(settings, production),
    payees: readPayeeCheck(settings, production),
    proofTries: settings.PROOF_OF_WORK ?? (production ? 5_000 : 20),
    identityPaperDays: settings.IDENTITY_PAPER_DAYS,
    offices: settings.OFFICES ? readJson('OFFICES', settings.OFFICES, z.array(AppointmentShape)) : undefined,
    publicUrl: settings.PUBLIC_URL?.replace(/\/$/, ''),
    vault: readVault(settings, production, secretKey),
    sms: readSmsSettings(settings, production),
    smsCallbackSecret: settings.SMS_CALLBACK_SECRET,
    logSigningKey: settings.LOG_SIGNING_KEY,
    logOrigin: settings.LOG_ORIGIN,
    publisher: settings.PUBLISHER,
    contact: contactOf(settings, production),
    licence: { name: settings.LICENCE_NAME, url: settings.LICENCE_URL },
  };
}

function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const unknown = unknownSettings(Object.keys(environment), settingNames);
  if (unknown.length > 0) throw new ConfigError(`These settings are unknown:\n${unknown.join('\n')}`);
  const parsed = Environment.safeParse(givenSettings(environment));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`These settings are wrong:\n${faults.join('\n')}`);
}

function requireFitForProduction({ DEMONSTRATION, NOW, SECRET_KEY, LOG_SIGNING_KEY }: Settings): void {
  if (DEMONSTRATION) throw new ConfigError('DEMONSTRATION: made-up companies do not belong in production; unset it');
  if (NOW) throw new ConfigError('NOW: only the sandbox has another time than everybody else');
  if (!SECRET_KEY) throw new ConfigError('SECRET_KEY: required in production');
  if (!LOG_SIGNING_KEY) throw new ConfigError('LOG_SIGNING_KEY: required in production');
}

const Office = z.enum(['PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR']).transform((name) => Role[name]);

const Person = { name: z.string().min(1), phone: z.string().regex(/^1[3-9]\d{9}$/) };

/** A city's bureau looks after its own region. */
const CityShape = z.strictObject({
  role: z.literal('CITY').transform(() => Role.CITY),
  region: z.string().min(1),
});

const AppointmentShape = z.union([
  z.strictObject({ ...Person, role: Office }),
  z.strictObject({ ...Person, ...CityShape.shape }),
]);

const OutsideProviderShape = z.strictObject({
  issuer: z.string().min(1),
  audience: z.string().min(1),
  jwksUri: z.url({ protocol: /^https?$/ }),
  roleClaim: z.string().min(1),
  /** Offices and cities only: an insurer and an enterprise belong to one of ours, which nobody else can name. */
  roles: z.record(z.string(), z.union([Office.transform((role) => ({ role })), CityShape])),
});

/** Of the deadline, connections get what is left after the delay, less a rest for the database. */
function shutdownSettings({ SHUTDOWN_DELAY, SHUTDOWN_DEADLINE }: Settings, production: boolean): Config['shutdown'] {
  const delay = SHUTDOWN_DELAY ?? (production ? 5_000 : 0);
  return { delay, deadline: Math.max(1_000, (SHUTDOWN_DEADLINE - delay) / 2) };
}

function replicaAddresses({ DATABASE_URL: primary, DATABASE_READ_URL: replicas = [] }: Settings): string[] {
  if (primary || replicas.length === 0) return replicas;
  throw new ConfigError('DATABASE_READ_URL: the embedded server has no replicas; give DATABASE_URL too');
}

function trustedDocuments({ TRUSTED_DOCUMENTS: files }: Settings): string[] | undefined {
  try {
    return files === undefined ? undefined : readTrustedDocuments(files);
  } catch (error) {
    if (!(error instanceof ManifestFault)) throw error;
    throw new ConfigError(`TRUSTED_DOCUMENTS: ${error.message}`);
  }
}

function readRegister(settings: Settings, production: boolean): Verification {
  const { PERSON_REGISTER_URL: url, PERSON_REGISTER_SECRET: secret, PERSON_REGISTER_FACTORS: factors } = settings;
  const kind = settings.PERSON_REGISTER ?? (production ? 'none' : 'embedded');
  if (kind === 'manual') return 'manual';
  if (kind === 'none') return undefined;
  if (kind === 'embedded') {
    if (!production) return embeddedRegister;
    throw new ConfigError('PERSON_REGISTER: `embedded` knows made-up people and is refused in production');
  }
  if (!url || !secret) {
    throw new ConfigError('PERSON_REGISTER_URL, PERSON_REGISTER_SECRET: required with PERSON_REGISTER=http');
  }
  requireSafe('PERSON_REGISTER_URL', url, production);
  return httpPersonRegister({ url, secret, factors: factors === '3' ? 3 : 2 });
}

function readCompanyRegister(settings: Settings, production: boolean): CompanyRegister | undefined {
  const { COMPANY_REGISTER_URL: url, COMPANY_REGISTER_SECRET: secret } = settings;
  const kind = settings.COMPANY_REGISTER ?? (production ? 'file' : 'embedded');
  if (kind === 'file') return undefined;
  if (kind === 'embedded') {
    if (!production) return demonstrationRegister();
    throw new ConfigError('COMPANY_REGISTER: `embedded` knows made-up companies and is refused in production');
  }
  if (!url || !secret) {
    throw new ConfigError('COMPANY_REGISTER_URL, COMPANY_REGISTER_SECRET: required with COMPANY_REGISTER=http');
  }
  requireSafe('COMPANY_REGISTER_URL', url, production);
  const { COMPANY_REGISTER_TIMEOUT: timeout, COMPANY_REGISTER_CACHE_HOURS: cacheHours } = settings;
  return httpCompanyRegister({ url, secret, timeout, cacheHours });
}

function readPayeeCheck(settings: Settings, production: boolean): PayeeCheck | undefined {
  const {
    PAYEE_CHECK: kind,
    PAYEE_CHECK_URL: url,
    PAYEE_CHECK_SECRET: secret,
    PAYEE_CHECK_TIMEOUT: timeout,
  } = settings;
  if (kind === 'off') return undefined;
  if (!url || !secret) throw new ConfigError('PAYEE_CHECK_URL, PAYEE_CHECK_SECRET: required with PAYEE_CHECK=http');
  requireSafe('PAYEE_CHECK_URL', url, production);
  return httpPayeeCheck({ url, secret, timeout });
}

function contactOf({ CONTACT_OFFICE: office, CONTACT_PHONE: phone }: Settings, production: boolean): Config['contact'] {
  if (office && phone) return { office, phone };
  if (office ?? phone) throw new ConfigError('CONTACT_OFFICE, CONTACT_PHONE: give both, or neither');
  // In a sandbox the office that the notice of 2025 names.
  return production ? null : { office: '省科技厅科技资源统筹处', phone: '0591-87882112' };
}

/** In production what names people or accounts leaves this machine by https alone. */
function requireSafe(setting: string, url: string, production: boolean): void {
  const { protocol, hostname } = new URL(url);
  if (!production || protocol === 'https:' || ['127.0.0.1', '[::1]'].includes(hostname)) return;
  throw new ConfigError(`${setting}: has to be https in production; http is for a service at 127.0.0.1 or [::1]`);
}

function readVault({ DATA_KEYS, LOOKUP_KEY }: Settings, production: boolean, secretKey: string): Vault {
  if (!DATA_KEYS || !LOOKUP_KEY) {
    if (production) throw new ConfigError('DATA_KEYS, LOOKUP_KEY: required in production');
    return Vault.derivedFrom(tokenKey(secretKey));
  }
  const keys = DATA_KEYS.split(',').map((pair): DataKeys[number] => {
    const [id = '', key = ''] = pair.trim().split(':');
    if (!/^\w+$/.test(id)) throw new ConfigError('DATA_KEYS: each is id:key, the id of letters and digits');
    return [id, keyOf('DATA_KEYS', key)];
  });
  return new Vault(keys, keyOf('LOOKUP_KEY', LOOKUP_KEY));
}

function keyOf(setting: string, base64: string): Buffer {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== 32) throw new ConfigError(`${setting}: a key is 32 bytes in base64; found ${key.length}`);
  return key;
}

function readSmsSettings(settings: Settings, production: boolean): SmsSettings {
  if (settings.SMS_PROVIDER === 'print') {
    if (production) throw new ConfigError('SMS_PROVIDER: `print` sends nothing and is refused in production');
    const silent = settings.NODE_ENV === 'test';
    return { provider: 'print', print: (line) => void (silent || process.stdout.write(line)) };
  }
  const { SMS_ACCESS_KEY_ID, SMS_ACCESS_KEY_SECRET, SMS_SIGN_NAME, SMS_TEMPLATES, SMS_ENDPOINT } = settings;
  if (!SMS_ACCESS_KEY_ID || !SMS_ACCESS_KEY_SECRET || !SMS_SIGN_NAME) {
    throw new ConfigError('SMS_ACCESS_KEY_ID, SMS_ACCESS_KEY_SECRET, SMS_SIGN_NAME: required with SMS_PROVIDER=aliyun');
  }
  return {
    provider: 'aliyun',
    accessKeyId: SMS_ACCESS_KEY_ID,
    accessKeySecret: SMS_ACCESS_KEY_SECRET,
    signName: SMS_SIGN_NAME,
    templates: readJson('SMS_TEMPLATES', SMS_TEMPLATES, z.record(z.string(), z.string())),
    endpoint: SMS_ENDPOINT,
  };
}

function readJson<T>(setting: string, text: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new ConfigError(`${setting}: ${error instanceof z.ZodError ? z.prettifyError(error) : 'is not JSON'}`);
  }
}

function s3Settings(settings: Settings): S3Settings | undefined {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region } = settings;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  if (!endpoint && !bucket && !accessKeyId && !secretAccessKey) return undefined;
  if (endpoint && bucket && accessKeyId && secretAccessKey) {
    return { endpoint, bucket, region, accessKeyId, secretAccessKey };
  }
  throw new ConfigError('S3_*: give S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY together');
}

/** Made once and kept beside the embedded database, so that printed tokens outlive a restart. */
function developmentSecret(dataFolder: string): string {
  const file = path.join(dataFolder, 'development-secret');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}
