import { z } from 'zod';
import { demonstrationRegister } from '../demonstration/demonstration-register.js';
import type { Settings } from './environment.js';
import { ConfigError } from '../kernel/errors/config-error.js';
import type { SmsSettings } from '../message/choose-provider.js';
import type { S3Settings } from '../paper/store/paper-shelf.js';
import { httpPayeeCheck } from '../payment/payees/http-payee-check.js';
import type { PayeeCheck } from '../payment/payees/payee-check.js';
import type { CompanyRegister } from '../register/company-register.js';
import { httpCompanyRegister } from '../register/http-company-register.js';
import { readJson, requireSafe } from './read-setting.js';

/** External services that the gateway uses. */
export interface ServicesConfig {
  companies: CompanyRegister | undefined;
  payees: PayeeCheck | undefined;
  sms: SmsSettings;
  /** Without it the provider cannot report deliveries. */
  smsCallbackSecret: string | undefined;
  /** Where papers are stored; where absent, in the data folder. */
  s3?: S3Settings;
}

export function readServices(settings: Settings, production: boolean): ServicesConfig {
  return {
    companies: readCompanyRegister(settings, production),
    payees: readPayeeCheck(settings, production),
    sms: readSmsSettings(settings, production),
    smsCallbackSecret: settings.SMS_CALLBACK_SECRET,
    s3: s3Settings(settings),
  };
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

function s3Settings(settings: Settings): S3Settings | undefined {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region } = settings;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  if (!endpoint && !bucket && !accessKeyId && !secretAccessKey) return undefined;
  if (endpoint && bucket && accessKeyId && secretAccessKey) {
    return { endpoint, bucket, region, accessKeyId, secretAccessKey };
  }
  throw new ConfigError('S3_*: give S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY together');
}
