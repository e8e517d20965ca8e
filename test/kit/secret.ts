/** Signs the tokens of the tests, and derives the password of the gateway's role on the test server. */
export const testSecret = 'a secret for tests only, long enough to be taken';
