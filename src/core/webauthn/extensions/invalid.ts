import { CeremonyError, type PageErrorName } from '../error';

/** An extension was asked for in a way that its specification forbids. */
export function invalidExtension(name: PageErrorName): CeremonyError {
  return new CeremonyError(name, 'extension-invalid');
}
