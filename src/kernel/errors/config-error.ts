/** A fault that the operator has to correct; the message says how. */
export class ConfigError extends Error {}
