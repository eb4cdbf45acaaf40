import type { Verdict } from '#shared/domain/evidence.ts';
import type { Block } from '#shared/report/blocks.ts';
import { useText } from '../app/context.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Folded } from '../ui/Folded.tsx';
import { VerdictMark } from '../ui/VerdictMark.tsx';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './Blocks.module.css';
import { ReportPicture } from './ReportPicture.tsx';
import { Line, Table } from './ReportTable.tsx';

/** The blocks of a section, laid out as the page lays out such things everywhere. */
export const Blocks = ({ blocks }: { blocks: readonly Block[] }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a section's blocks have no names, and stay in their places.
  blocks.map((block, i) => <OneBlock key={`${block.kind} ${i}`} block={block} />);

function OneBlock({ block }: { block: Block }) {
  const t = useText();
  switch (block.kind) {
    case 'text':
      return (
        <p className={styles.text}>
          <Line parts={block.parts} />
        </p>
      );
    case 'notice':
      return (
        <p className={styles.item}>
          <Mark verdict={block.verdict} />
          <span>
            <Line parts={block.parts} />
          </span>
        </p>
      );
    case 'figure':
      return (
        <p className={styles.figure}>
          <b>{block.value}</b>
          {block.noise !== null && <span>± {block.noise}</span>}
          <small>{block.label}</small>
        </p>
      );
    case 'facts':
      return (
        <dl className={styles.facts}>
          {block.rows.map(({ term, parts }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <Line parts={parts} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'evidence':
      return (
        <>
          {block.title !== '' && <h3 className={styles.heading}>{block.title}</h3>}
          <ul className={styles.evidence}>
            {block.items.map(({ verdict, rule, title, body }) => (
              <li key={`${title} ${body}`} className={styles.item}>
                <Mark verdict={verdict} />
                <span>
                  {title !== '' && (
                    <>
                      <b>{title}</b>
                      {t('page.words.separator')}
                    </>
                  )}
                  {body} {rule !== null && <RuleChip rule={rule} />}
                </span>
              </li>
            ))}
          </ul>
        </>
      );
    case 'table':
      return block.folded ? (
        <Folded title={block.caption}>
          <Table block={block} />
        </Folded>
      ) : (
        <Table block={block} />
      );
    case 'picture':
      return <ReportPicture picture={block.picture} />;
    case 'code':
      return (
        <figure className={styles.code}>
          <figcaption>
            {block.caption}
            <CopyButton label={t('reportPage.copy', { what: block.caption })} content={() => block.content} />
          </figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <pre tabIndex={0}>
            <code>{block.content}</code>
          </pre>
        </figure>
      );
    case 'list':
      return (
        <>
          <h3 className={styles.heading}>{block.title}</h3>
          <ul className={styles.list}>
            {block.items.map(item => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </>
      );
  }
}

function Mark({ verdict }: { verdict: Verdict }) {
  const t = useText();
  return <VerdictMark tone={verdict} label={t(`page.verdict.${verdict}`)} />;
}
