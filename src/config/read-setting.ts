import { z } from 'zod';
import { ConfigError } from '../kernel/errors/config-error.js';

export function readJson<T>(setting: string, text: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new ConfigError(`${setting}: ${error instanceof z.ZodError ? z.prettifyError(error) : 'is not JSON'}`);
  }
}

/** Refuses plain http in production for addresses to which names or accounts are sent. */
export function requireSafe(setting: string, url: string, production: boolean): void {
  const { protocol, hostname } = new URL(url);
  if (!production || protocol === 'https:' || ['127.0.0.1', '[::1]'].includes(hostname)) return;
  throw new ConfigError(`${setting}: has to be https in production; http is for a service at 127.0.0.1 or [::1]`);
}
