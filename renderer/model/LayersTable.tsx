import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { NetworkChoice } from '#shared/domain/hyperparameters.ts';
import { parameterCountOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { useLanguage, useText } from '../app/context.ts';
import table from '../data/table.module.css';
import { formatCount, NONE } from '../format.ts';
import panel from '../ui/panel.module.css';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './LayersTable.module.css';
import { type LayerRow, layerRows } from './layer-rows.ts';

interface LayersTableProps {
  /** Null: its sizes can't be used as they are. */
  network: NetworkChoice | null;
  facts: DatasetFacts;
}

/** Every layer of a network: what it does, what comes out, how many numbers it learns, and where they start. */
export function LayersTable({ network: choice, facts }: LayersTableProps) {
  const t = useText();
  const language = useLanguage();
  const network = choice && networkOf({ ...choice, dropout: 0 }, facts);
  return (
    <section className={panel.panel} aria-labelledby="layers-heading">
      <div className={table.caption}>
        <h2 id="layers-heading">{t('modelStep.layers.title')}</h2>
        <p>{t('modelStep.layers.note')}</p>
      </div>
      {network === null ? (
        <p className={styles.none}>{t('modelStep.layers.none')}</p>
      ) : (
        <ScrollRegion labelledBy="layers-heading">
          <table className={table.table} aria-labelledby="layers-heading">
            <thead>
              <tr>
                <th scope="col">{t('modelStep.layers.layer')}</th>
                <th scope="col">{t('modelStep.layers.what')}</th>
                <th scope="col" className={table.number}>
                  {t('modelStep.layers.shape')}
                </th>
                <th scope="col" className={table.number}>
                  {t('modelStep.layers.parameters')}
                </th>
                <th scope="col">{t('modelStep.layers.weights')}</th>
              </tr>
            </thead>
            <tbody>
              {layerRows(network, facts).map(row => (
                <LayerLine key={row.name} row={row} />
              ))}
            </tbody>
            <tfoot className={styles.total}>
              <tr>
                <th scope="row" colSpan={3} className={table.strong}>
                  {t('modelStep.layers.total')}
                </th>
                <td className={`${table.number} ${table.strong}`}>
                  {formatCount(parameterCountOf(network), language)}
                </td>
                <td />
              </tr>
            </tfoot>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}

const WEIGHTS = {
  he: 'modelStep.layers.he',
  glorot: 'modelStep.layers.glorot',
  embedding: 'modelStep.layers.small',
} as const;

function LayerLine({ row: { name, what, shape, parameters, weights } }: { row: LayerRow }) {
  const t = useText();
  const language = useLanguage();
  return (
    <tr>
      <th scope="row">{name ?? t('modelStep.layers.input')}</th>
      <td className={table.words}>{t(what.key, what.values)}</td>
      <td className={table.number}>{shape.map(size => formatCount(size, language)).join(' × ')}</td>
      <td className={table.number}>{parameters === null ? NONE : formatCount(parameters, language)}</td>
      <td>{weights === null ? NONE : t(WEIGHTS[weights])}</td>
    </tr>
  );
}
