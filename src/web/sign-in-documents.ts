/* The GraphQL documents of the sign-in pages of the OAuth server: a code by SMS, for a proof of work. */
export const challengeMutation = 'mutation SignInChallenge { requestChallenge { challenge userErrors { message } } }';
export const codeMutation =
  'mutation SignInCode($input: RequestSmsCodeInput!) { requestSmsCode(input: $input) { userErrors { message } } }';
