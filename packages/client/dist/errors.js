/** A request that failed as a whole; nothing of it was done. */
export class GatewayError extends Error {
    code;
    details;
    constructor(code, message, details = {}) {
        super(message);
        this.name = 'GatewayError';
        this.code = code;
        this.details = details;
    }
    /** Whether the same request can succeed later. */
    get passing() {
        return ['NETWORK', 'UNAVAILABLE', 'RATE_LIMITED', 'STREAM_INTERRUPTED'].includes(this.code);
    }
}
/** Thrown by `accepted` for a payload with `userErrors`. */
export class RefusedError extends Error {
    userErrors;
    constructor(userErrors) {
        super(userErrors.map(({ message }) => message).join('\n'));
        this.name = 'RefusedError';
        this.userErrors = userErrors;
    }
    has(code) {
        return this.userErrors.some((error) => error.code === code);
    }
}
/** The payload of a mutation that was done; throws what was refused. */
export function accepted(payload) {
    if (payload.userErrors.length > 0)
        throw new RefusedError(payload.userErrors);
    return payload;
}
export function errorOf(error) {
    const { code = 'INTERNAL', ...details } = error.extensions ?? {};
    return new GatewayError(code, error.message, details);
}
