import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { challengeMutation, codeMutation } from './sign-in-documents.js';

/* Sends the code for the sign-in pages of the OAuth server; everything else on them works without script. */

/** Seconds until another code may be requested. */
const pause = 60;

interface Answer {
  challenge?: Challenge;
  userErrors: { message: string }[];
}

async function ask(query: string, variables: object): Promise<Answer> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Record<string, Answer>;
    errors?: { message: string }[];
  };
  const [answer] = Object.values(data ?? {});
  const [fault] = errors ?? answer?.userErrors ?? [];
  if (fault || !answer) throw new Error(fault?.message ?? '发送未成功，请重试。');
  return answer;
}

async function sendCode(phone: string, purpose: string): Promise<void> {
  const { challenge } = await ask(challengeMutation, {});
  const solution = await solveChallenge({ challenge: challenge as Challenge, deriveKey });
  const proof = btoa(JSON.stringify({ challenge, solution }));
  await ask(codeMutation, { input: { phone, purpose, proof } });
}

function countDown(button: HTMLButtonElement, words: string, seconds: number): void {
  button.disabled = seconds > 0;
  button.textContent = seconds > 0 ? `${seconds} s` : words;
  if (seconds > 0) setTimeout(() => countDown(button, words, seconds - 1), 1_000);
}

const button = document.querySelector<HTMLButtonElement>('#send-code');
const phone = document.querySelector<HTMLInputElement>('#phone');
const state = document.querySelector<HTMLElement>('#code-state');
if (button && phone && state) {
  const words = button.textContent ?? '';
  button.hidden = false;
  button.addEventListener('click', async () => {
    if (!phone.reportValidity()) return;
    button.disabled = true;
    state.textContent = '正在发送… · Sending…';
    try {
      await sendCode(phone.value.trim(), button.dataset['purpose'] ?? '');
      state.textContent = '验证码已发送，5 分钟内有效。 · Sent; it holds for 5 minutes.';
      countDown(button, words, pause);
      document.querySelector<HTMLInputElement>('#code')?.focus();
    } catch (error) {
      state.textContent = (error as Error).message;
      button.disabled = false;
    }
  });
}
