/** Something that is the operator's to set right; its message says what. */
export class ConfigError extends Error {}
