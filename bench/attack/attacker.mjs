import { name, report } from './attack-kit.mjs';
import { documentAttacks } from './document-attacks.mjs';
import { memberAttacks } from './member-attacks.mjs';
import { transportAttacks } from './transport-attacks.mjs';

/**
 * Runs one attack for some seconds in a separate process and prints how often each outcome was seen. Without a name it
 * prints the names of all attacks.
 */
const attacks = { ...documentAttacks, ...transportAttacks, ...memberAttacks };

if (name === undefined) process.stdout.write(JSON.stringify(Object.keys(attacks)));
else {
  await attacks[name]();
  report();
}
process.exit(0);
