import { aliyunProvider, type AliyunSettings } from './aliyun-provider.js';
import { printingProvider } from './printing-provider.js';
import type { SmsProvider } from './sms-provider.js';

export type SmsSettings =
  { provider: 'print'; print: (line: string) => void } | ({ provider: 'aliyun' } & AliyunSettings);

export function chooseSmsProvider(settings: SmsSettings): SmsProvider {
  if (settings.provider === 'aliyun') return aliyunProvider(settings);
  return printingProvider(settings.print);
}
