const most = 400;
/** A quoted text that is longer than 80 characters; only these are kept. */
const quoted = /"((?:[^"\\]|\\.){80})(?:[^"\\]|\\.)+"/gs;

/** Shortens an error message. A message quotes the wrong value, which may be long; the explanation has to remain. */
export function shortenMessage(message: string): string {
  if (message.length <= most) return message;
  const shorter = message.replaceAll(quoted, '"$1 …"');
  return shorter.length <= most ? shorter : `${shorter.slice(0, 120)} … ${shorter.slice(-270)}`;
}
