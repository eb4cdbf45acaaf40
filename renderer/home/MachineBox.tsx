import type { BackendReport, Machine } from '#shared/domain/machine.ts';
import { useAppState, useLanguage, useText } from '../app/context.ts';
import { formatMemory, formatNumber } from '../format.ts';
import { BACKEND_NAMES } from '../names.ts';
import panel from '../ui/panel.module.css';
import styles from './MachineBox.module.css';

/** What this machine computes with: each way with its measured speed, or why it is not there. */
export function MachineBox() {
  const t = useText();
  const machine = useAppState(state => state.machine);
  return (
    <section className={`${panel.panel} ${styles.box}`} aria-labelledby="machine-heading">
      <h2 id="machine-heading">{t('page.machine.title')}</h2>
      {machine && (
        <>
          <p>
            {machine.cpu}
            <br />
            {t('page.machine.size', { count: machine.cores, memory: formatMemory(machine.memoryBytes) })}
          </p>
          <ul>
            {machine.backends.map(backend => (
              <Backend key={backend.id} backend={backend} machine={machine} />
            ))}
          </ul>
          <p className={styles.measured}>{t('page.machine.measured')}</p>
        </>
      )}
    </section>
  );
}

function Backend({ backend, machine }: { backend: BackendReport; machine: Machine }) {
  const t = useText();
  const language = useLanguage();
  const used = machine.defaultBackend === backend.id;
  const [look, word] = !backend.available
    ? [styles.missing, t('page.machine.missing')]
    : used
      ? [styles.used, t('page.machine.used')]
      : [styles.there, t('page.machine.there')];
  const about = {
    webgpu: t('page.machine.webgpu'),
    wasm: t('page.machine.wasm'),
    cuda: t('page.machine.cuda'),
    cpu: t('page.machine.cpu'),
  };
  return (
    <li>
      <span className={`${styles.dot} ${look}`} role="img" aria-label={word} />
      <span>
        <b className={styles.name}>{BACKEND_NAMES[backend.id]}</b>
        <small>{backend.reason ? t(backend.reason.key, backend.reason.values) : about[backend.id]}</small>
      </span>
      {backend.available && (
        <span className={styles.speed}>
          {backend.stepMs === null ? (
            t('page.machine.notMeasured')
          ) : (
            <>
              <b>{formatNumber(backend.stepMs, language)}</b> {t('page.machine.unit')}
            </>
          )}
        </span>
      )}
    </li>
  );
}
