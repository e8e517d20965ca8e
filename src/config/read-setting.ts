import { z } from 'zod';
import { ConfigError } from '../kernel/errors/config-error.js';

export function readJson<T>(setting: string, text: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new ConfigError(`${setting}: ${error instanceof z.ZodError ? z.prettifyError(error) : 'is not JSON'}`);
  }
}

/** In production what names people or accounts leaves this machine by https alone. */
export function requireSafe(setting: string, url: string, production: boolean): void {
  const { protocol, hostname } = new URL(url);
  if (!production || protocol === 'https:' || ['127.0.0.1', '[::1]'].includes(hostname)) return;
  throw new ConfigError(`${setting}: has to be https in production; http is for a service at 127.0.0.1 or [::1]`);
}
