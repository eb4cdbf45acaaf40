import type { BackendReport, Machine } from '#shared/domain/machine.ts';
import { useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { formatMemory, formatNumber } from '../format.ts';
import { BACKEND_NAMES } from '../names.ts';
import { QuietButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import panel from '../ui/panel.module.css';
import styles from './MachineBox.module.css';

/** What this machine computes with: each way with its measured speed, or why it is not there. */
export function MachineBox() {
  const t = useText();
  const machine = useAppState(state => state.machine);
  const { ask } = useSession();
  const measure = useAction();
  // The core measures by itself where it has never done so on this machine.
  const measuring = measure.busy || machine?.backends.length === 0;
  return (
    <section className={`${panel.panel} ${styles.box}`} aria-labelledby="machine-heading">
      <div className={styles.heading}>
        <h2 id="machine-heading">{t('page.machine.title')}</h2>
        <QuietButton
          aria-disabled={measuring || machine === null}
          onClick={() => !measuring && void measure.run(() => ask('machine.measure', {}))}
        >
          {measuring ? t('page.machine.measuring') : t('page.machine.again')}
        </QuietButton>
      </div>
      {machine && (
        <>
          <p>
            {machine.cpu}
            <br />
            {t('page.machine.size', { count: machine.cores, memory: formatMemory(machine.memoryBytes) })}
          </p>
          {machine.backends.length > 0 && (
            <ul className={measuring ? styles.old : ''} aria-busy={measuring}>
              {machine.backends.map(backend => (
                <Backend key={backend.id} backend={backend} machine={machine} />
              ))}
            </ul>
          )}
          <p className={styles.measured}>{measuring ? t('page.machine.measuringWhat') : t('page.machine.measured')}</p>
          <ErrorLine>{measure.error}</ErrorLine>
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
  const device = backend.device?.software
    ? t('page.machine.software', { name: backend.device.name })
    : backend.device?.name;
  return (
    <li>
      <span className={`${styles.dot} ${look}`} role="img" aria-label={word} />
      <span>
        <b className={styles.name}>{BACKEND_NAMES[backend.id]}</b>
        <small>{backend.reason ? t(backend.reason.key, backend.reason.values) : (device ?? about[backend.id])}</small>
      </span>
      {backend.available && (
        <span className={styles.speed}>
          {backend.stepMs === null ? (
            t('page.machine.notMeasured')
          ) : (
            <>
              <b>{t('page.machine.perSecond', { rate: formatNumber(1000 / backend.stepMs, language) })}</b>{' '}
              {t('page.machine.perStep', { ms: formatNumber(backend.stepMs, language) })}
            </>
          )}
        </span>
      )}
    </li>
  );
}
