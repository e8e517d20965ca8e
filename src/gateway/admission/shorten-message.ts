const most = 400;
/** A text in quotation marks, of which so much is quoted. */
const quoted = /"((?:[^"\\]|\\.){80})(?:[^"\\]|\\.)+"/gs;

/** A message quotes the value that is wrong, whatever its length; what is said of it has to stay. */
export function shortenMessage(message: string): string {
  if (message.length <= most) return message;
  const shorter = message.replaceAll(quoted, '"$1 …"');
  return shorter.length <= most ? shorter : `${shorter.slice(0, 120)} … ${shorter.slice(-270)}`;
}
