import { type TextKey, text } from '../text';

const STEPS = ['stepPin', 'stepRecovery', 'stepTry'] as const satisfies readonly TextKey[];

/** Where one stands on the way; what passkeys are is told beside it. `at`: index of the present step. */
export function WelcomeProgress({ at }: { readonly at: number }) {
  return (
    <ol class="progress">
      {STEPS.map((step, index) => (
        <li key={step} aria-current={index === at ? 'step' : undefined} data-done={index < at}>
          {text(step)}
        </li>
      ))}
    </ol>
  );
}
