/** A document with the types of its result and its variables, as a code generator writes it. */
export interface TypedDocument<Result, Variables> {
    toString(): string;
    __apiType?: (variables: Variables) => Result;
}
export interface GatewayOptions {
    /** Where the gateway answers, for example `https://subsidy.example`. */
    url: string;
    /** An access token, or a function that returns the present one; without one only public data are readable. */
    token?: string | (() => string | undefined | Promise<string | undefined>);
    language?: 'zh' | 'en';
    /** Tells the operator which program asks. */
    clientName?: string;
}
export interface FollowOptions<Result> {
    signal?: AbortSignal;
    /** Where the last cursor is in a result; by default the field `cursor` of the only root field. */
    cursorOf?: (result: Result) => string | undefined;
    /** Milliseconds before the first try to connect again; doubled with each failure, at most 30 seconds. */
    pause?: number;
}
/** The API over fetch, in browsers and in Node. */
export declare class Gateway {
    #private;
    constructor(options: GatewayOptions);
    /** Runs a query or a mutation. Throws a GatewayError; `userErrors` of a mutation are part of its result. */
    ask<Result, Variables>(document: TypedDocument<Result, Variables>, ...[variables, options]: VariablesOf<Variables, {
        signal?: AbortSignal;
    }>): Promise<Result>;
    /**
     * Follows a subscription. After a broken connection it subscribes again with the last cursor as `$after`, so that
     * nothing is lost. Ends when the server completes it or `signal` aborts; throws where trying again cannot help.
     */
    follow<Result, Variables>(document: TypedDocument<Result, Variables>, ...[variables, options]: VariablesOf<Variables, FollowOptions<Result>>): AsyncGenerator<Result, void>;
    /** A request to any route of the gateway, with the token. */
    fetch(path: string, init?: RequestInit): Promise<Response>;
    /** What goes with every request. */
    headers(): Promise<Record<string, string>>;
    get url(): string;
}
/** Variables may be left out where none is required. */
type VariablesOf<Variables, Options> = Record<string, never> extends Variables ? [variables?: Variables, options?: Options] : [variables: Variables, options?: Options];
export {};
