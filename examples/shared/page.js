// @ts-check
// Small helpers for pages without a framework.

/**
 * The element with this id.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}`);
  return found;
}

/**
 * Creates an element. Text is always set as text, so nothing that the gateway returns can become markup.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * An amount in yuan with separators. Works on the text: a float would lose fen.
 * @param {string} amount
 */
export function yuan(amount) {
  const [whole = '0', fen = '00'] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fen}`;
}

const dayFormat = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' });
const timeFormat = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});

/** @param {string} date A Date or a DateTime. */
export const day = (date) => dayFormat.format(new Date(date.length === 10 ? `${date}T12:00:00+08:00` : date));

/** @param {string} instant */
export const time = (instant) => timeFormat.format(new Date(instant));

/**
 * Shows a message where screen readers announce it. An empty one hides it.
 * @param {HTMLElement} place
 * @param {string} message
 * @param {'info' | 'good' | 'bad'} kind
 */
export function say(place, message, kind = 'info') {
  place.textContent = message;
  place.className = `message ${kind}`;
  place.hidden = message === '';
}

/**
 * Saves a response as a file, under the name that the server gave.
 * @param {Response} response
 */
export async function save(response) {
  const name = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download';
  const address = URL.createObjectURL(await response.blob());
  const link = make('a', { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
