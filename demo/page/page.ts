import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

type Passkey = {
  readonly id: string;
  readonly algorithm: number;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
};
type Account = { readonly userName: string; readonly passkeys: readonly Passkey[] };

const NAMES: Record<number, string> = { [-7]: 'ES256', [-8]: 'EdDSA', [-257]: 'RS256' };

function find<E extends Element>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

const root = document.documentElement;
const userName = find<HTMLInputElement>('input[name="user-name"]');

async function post(path: string, body: object = {}) {
  const response = await fetch(`api/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function choices() {
  const algorithm = find<HTMLSelectElement>('[name="algorithm"]').value;
  return {
    verification: find<HTMLSelectElement>('[name="verification"]').value,
    ...(algorithm && { algorithm: Number(algorithm) }),
  };
}

async function register(body: object): Promise<void> {
  const optionsJSON = await post('sign-up/options', { ...choices(), ...body });
  show(await post('sign-up/verify', { response: await startRegistration({ optionsJSON }) }));
}

async function signIn(body: object): Promise<void> {
  const optionsJSON = await post('sign-in/options', { ...choices(), ...body });
  show(await post('sign-in/verify', { response: await startAuthentication({ optionsJSON }) }));
}

const actions: Record<string, () => Promise<void>> = {
  'sign-up': () => register({ userName: userName.value }),
  'add-passkey': () => register({}),
  'sign-in': () => signIn({}),
  'sign-in-name': () => signIn({ userName: userName.value }),
  'sign-out': async () => show(await post('sign-out')),
};

/** `data-account` and `data-outcome` on the root tell scripts and styles how things stand. */
function show(account: Account | null): void {
  find<HTMLElement>('#signed-out').hidden = account !== null;
  find<HTMLElement>('#signed-in').hidden = account === null;
  if (!account) {
    delete root.dataset.account;
    return;
  }
  root.dataset.account = account.userName;
  find('[data-user-name]').textContent = account.userName;
  find('[data-passkeys]').replaceChildren(...account.passkeys.map(row));
}

function row(passkey: Passkey): HTMLElement {
  const item = document.createElement('li');
  item.dataset.passkey = passkey.id;
  const when = (time: number) => new Date(time).toLocaleString();
  const small = document.createElement('small');
  const used = passkey.lastUsedAt === null ? 'not used yet' : `last used ${when(passkey.lastUsedAt)}`;
  const backup = passkey.backedUp
    ? 'backed up'
    : passkey.backupEligible
      ? 'can be backed up'
      : 'on one device';
  small.textContent = `Made ${when(passkey.createdAt)}, ${used}, ${backup}`;
  item.append(`${NAMES[passkey.algorithm] ?? passkey.algorithm} · ${passkey.id.slice(0, 12)}…`, small);
  return item;
}

async function act(action: string): Promise<void> {
  find('[role="alert"]').textContent = '';
  root.dataset.outcome = 'waiting';
  try {
    await actions[action]?.();
    root.dataset.outcome = 'done';
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    root.dataset.outcome = name;
    find('[role="alert"]').textContent = name === 'Error' ? message : `${name}: ${message}`;
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-action]'))
  button.addEventListener('click', (event) => {
    event.preventDefault();
    void act(button.dataset.action ?? '');
  });

show(await (await fetch('api/account')).json());
root.dataset.ready = '';
