import type { OwnWords } from '../../messages/surface-background';

/** What the person has typed and not saved yet. What they left alone is not in it, and follows what is kept. */
export type Draft = Partial<OwnWords>;

export function typed(draft: Draft, kept: OwnWords, field: keyof OwnWords, value: string): Draft {
  const { [field]: _before, ...others } = draft;
  return value === kept[field] ? others : { ...others, [field]: value };
}

/** What there is to save. */
export function changesIn({ displayName, note }: Draft, kept: OwnWords): Draft {
  const name = displayName?.trim();
  return {
    ...(name !== undefined && name !== kept.displayName && { displayName: name }),
    ...(note !== undefined && note !== kept.note && { note }),
  };
}

/** What was typed while what stood there `before` was being saved. */
export function typedSince({ displayName, note }: Draft, before: Draft): Draft {
  return {
    ...(displayName !== undefined && displayName !== before.displayName && { displayName }),
    ...(note !== undefined && note !== before.note && { note }),
  };
}
