import { useText } from '../app/context.ts';
import { Icon } from '../ui/Icon.tsx';
import { Tag } from '../ui/Tag.tsx';
import type { DecisionMark } from './stage-decision.ts';

/** A word and a glyph about what was accepted. */
export function DecisionTag({ mark }: { mark: DecisionMark }) {
  const t = useText();
  const stale = mark === 'outOfDate';
  return (
    <Tag tone={stale ? 'warn' : 'good'}>
      <Icon name={stale ? 'warn' : 'check'} />
      {t(`decision.mark.${mark}`)}
    </Tag>
  );
}
