import { type Signal, useSignal } from '@preact/signals';
import { type TextKey, text } from '../text';

export type Webdav = {
  readonly url: Signal<string>;
  readonly user: Signal<string>;
  readonly password: Signal<string>;
  values(): { url: string; user: string; password: string };
};

export function useWebdav(known = ''): Webdav {
  const [url, user, password] = [useSignal(''), useSignal(known), useSignal('')];
  return {
    ...{ url, user, password },
    values: () => ({ url: url.value, user: user.value, password: password.value }),
  };
}

type FieldProps = {
  readonly name: string;
  readonly label: TextKey;
  readonly type: 'text' | 'password';
  readonly value: Signal<string>;
  readonly disabled: boolean;
  readonly hint?: string;
  readonly bad?: boolean;
  readonly placeholder?: string;
};

function Field({ name, label, type, value, disabled, hint = '', bad = false, placeholder = '' }: FieldProps) {
  return (
    <div class="field">
      <label for={name}>{text(label)}</label>
      <input
        id={name}
        name={name}
        {...(type === 'password' ? ({ type } as const) : ({ type: 'text' } as const))}
        disabled={disabled}
        placeholder={placeholder}
        value={value.value}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        dir="ltr"
        aria-invalid={bad}
        aria-describedby={hint ? `${name}-hint` : undefined}
        onInput={({ currentTarget }) => {
          value.value = currentTarget.value;
        }}
      />
      {hint && (
        <p id={`${name}-hint`} class={bad ? 'hint bad' : 'hint'} role={bad ? 'alert' : undefined}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A server's address, and a user with a password for this app. */
export function WebdavFields(props: {
  readonly server: Webdav;
  readonly disabled: boolean;
  readonly badAddress: boolean;
}) {
  const { server, disabled, badAddress } = props;
  return (
    <div class="webdav-fields">
      <Field
        name="webdav-url"
        label="webdavUrl"
        type="text"
        value={server.url}
        disabled={disabled}
        bad={badAddress}
        hint={text(badAddress ? 'webdavUrlBad' : 'webdavUrlHint')}
        placeholder="https://cloud.example/remote.php/dav/files/me/"
      />
      <LoginFields server={server} disabled={disabled} />
    </div>
  );
}

export function LoginFields({
  server,
  disabled,
}: {
  readonly server: Pick<Webdav, 'user' | 'password'>;
  readonly disabled: boolean;
}) {
  return (
    <>
      <Field name="webdav-user" label="webdavUser" type="text" value={server.user} disabled={disabled} />
      <Field
        name="webdav-password"
        label="webdavPassword"
        type="password"
        value={server.password}
        disabled={disabled}
        hint={text('webdavPasswordHint')}
      />
    </>
  );
}
