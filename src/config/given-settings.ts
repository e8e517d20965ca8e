/** An empty setting is none: files of settings and of containers write `PORT=` for one that is not given. */
export function givenSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
