/** A front-end that was registered with `registerFrontEnd`. */
export interface FrontEnd {
    /** Where the gateway answers. */
    url: string;
    clientId: string;
    redirectUri: string;
    /** For example `['openid', 'read', 'write']`. */
    scopes: string[];
}
export interface Tokens {
    accessToken: string;
    refreshToken: string | undefined;
    /** Milliseconds since 1970. */
    expiresAt: number;
}
/** What has to be kept, in the session storage of the tab, until the person comes back. */
export interface PendingSignIn {
    state: string;
    verifier: string;
}
/** The address to send a person to (authorization code with PKCE), and what to keep until they come back. */
export declare function startSignIn(frontEnd: FrontEnd): Promise<{
    address: string;
    pending: PendingSignIn;
}>;
/** Exchanges what the person came back with for tokens. Throws where the answer is not that of this sign-in. */
export declare function finishSignIn(frontEnd: FrontEnd, returned: URL, pending: PendingSignIn): Promise<Tokens>;
/** New tokens for a refresh token, which is used up by it. */
export declare function refresh(frontEnd: FrontEnd, refreshToken: string): Promise<Tokens>;
