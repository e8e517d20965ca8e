/**
 * Milliseconds after which a test is ended, and what it waits for is given up: for what hangs. They say nothing of speed, as a
 * slow and busy machine needs a minute for what takes some seconds. What is waited for is given up first, as it can be named.
 */
export const testLimit = 180_000;
export const patience = 150_000;
