import type { ProbeAnswer } from '#shared/domain/probe.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatNumber, formatRate } from '../format.ts';
import { Folded } from '../ui/Folded.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './ProbeTables.module.css';
import { type Place, placeOf } from './probe-sentences.ts';

/** Each rate of each round, as the chart has them. */
export function RoundsTable({ rounds }: Pick<ProbeAnswer, 'rounds'>) {
  const t = useText();
  const language = useLanguage();
  return (
    <Folded title={t('probePanel.rounds')}>
      <table className={styles.table} aria-label={t('probePanel.rounds')}>
        <thead>
          <tr>
            <th scope="col">{t('probePanel.round')}</th>
            <th scope="col">{t('probePanel.rate')}</th>
            <th scope="col">{t('probePanel.ratio')}</th>
            <th scope="col">{t('probePanel.unseenLoss')}</th>
          </tr>
        </thead>
        <tbody>
          {rounds.map(({ round, learningRate, ratio, unseenLoss }) => (
            <tr key={`${round} ${learningRate}`}>
              <td>{round}</td>
              <td>{formatRate(learningRate)}</td>
              <td>{formatNumber(ratio, language)}</td>
              <td>{formatNumber(unseenLoss, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Folded>
  );
}

const GLYPHS = { within: 'check', below: 'down', above: 'up' } as const satisfies Record<
  Exclude<Place, 'unused'>,
  string
>;

/** Each parameter's own ratio, and whether it is in the band [B4]. */
export function LayersTable({ layers, band }: Pick<ProbeAnswer, 'layers'> & { band: [number, number] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Folded title={t('probePanel.layers')}>
      <table className={styles.table} aria-label={t('probePanel.layers')}>
        <thead>
          <tr>
            <th scope="col">{t('probePanel.layer')}</th>
            <th scope="col">{t('probePanel.ratio')}</th>
            <th scope="col">{t('probePanel.place')}</th>
          </tr>
        </thead>
        <tbody>
          {layers.map(layer => {
            const place = placeOf(layer, band);
            return (
              <tr key={layer.name} className={place === 'unused' ? styles.unused : undefined}>
                <th scope="row">{layer.name}</th>
                <td>{formatNumber(layer.ratio, language)}</td>
                <td className={place === 'within' ? styles.within : undefined}>
                  <span>
                    {place !== 'unused' && <Icon name={GLYPHS[place]} />}
                    {t(`probePanel.place.${place}`)}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.note}>
        {t('probePanel.layersWhat')} <RuleChip rule="B4" />
      </p>
    </Folded>
  );
}
