import { name, report } from './attack-kit.mjs';
import { documentAttacks } from './document-attacks.mjs';
import { memberAttacks } from './member-attacks.mjs';
import { transportAttacks } from './transport-attacks.mjs';

/** One attack for some seconds, in a process of its own: prints how often each outcome was seen. Without a name, all names. */
const attacks = { ...documentAttacks, ...transportAttacks, ...memberAttacks };

if (name === undefined) process.stdout.write(JSON.stringify(Object.keys(attacks)));
else {
  await attacks[name]();
  report();
}
process.exit(0);
