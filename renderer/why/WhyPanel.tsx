import { Popover } from '@base-ui/react/popover';
import { hasMessage, type MessageKey } from '#shared/messages/text.ts';
import { useText } from '../app/context.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { type ExplainedRule, PICTURES } from './picture-by-rule.ts';
import styles from './WhyPanel.module.css';

/** Why a rule is there: a small picture and two or three paragraphs in plain words. Stands in a popover. */
export function WhyPanel({ rule, name }: { rule: ExplainedRule; name: string }) {
  const t = useText();
  const RulePicture = PICTURES[rule];
  return (
    <>
      <div className={styles.head}>
        <Popover.Title className={styles.title}>
          <span className={styles.name}>{name}</span> {t(`why.${rule}.title`)}
        </Popover.Title>
        <Popover.Close render={<QuietButton />} className={styles.close} aria-label={t('why.close')}>
          <Icon name="cross" />
        </Popover.Close>
      </div>
      <div className={styles.picture}>
        <RulePicture label={t(`why.${rule}.picture`)} />
      </div>
      <Popover.Description render={<div />} className={styles.text}>
        {paragraphsOf(rule).map(key => (
          <p key={key}>{t(key)}</p>
        ))}
      </Popover.Description>
    </>
  );
}

/** The keys of a rule's paragraphs: two or three. */
export const paragraphsOf = (rule: ExplainedRule): MessageKey[] =>
  ([1, 2, 3] as const).map(number => `why.${rule}.${number}` as const).filter(key => hasMessage(key));
