import type { SmsSettings } from '../config.js';
import { aliyunProvider } from './aliyun-provider.js';
import { printingProvider } from './printing-provider.js';
import type { SmsProvider } from './sms-provider.js';

export function chooseSmsProvider(settings: SmsSettings): SmsProvider {
  if (settings.provider === 'aliyun') return aliyunProvider(settings);
  return printingProvider(settings.print);
}
