import { useEffect, useRef } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ProbeAnswer } from '#shared/domain/probe.ts';
import { useLanguage, useText } from '../app/context.ts';
import { onPalette, readPalette } from '../chart/palette.ts';
import styles from './ProbeChart.module.css';
import { drawProbe } from './probe-plot.ts';
import { probeSummary } from './probe-summary.ts';

/** Update ratio against learning rate, with the healthy band, the rounds and the estimate. */
export function ProbeChart({ answer, estimate }: { answer: ProbeAnswer; estimate: number }) {
  const t = useText();
  const language = useLanguage();
  const host = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let plot: uPlot | null = null;
    let wanted = true;
    const draw = (): void => {
      plot?.destroy();
      if (!wanted) return;
      const words = { healthy: t('probePanel.healthy'), rate: t('probePanel.axis') };
      plot = drawProbe(element, { answer, estimate, palette: readPalette(element), language, ...words });
    };
    // Tells the size at once, too.
    const resize = new ResizeObserver(draw);
    resize.observe(element);
    const unsubscribe = onPalette(draw);
    // Until the page's font is there the canvas is drawn in another one.
    void document.fonts?.ready.then(draw);
    return () => {
      wanted = false;
      resize.disconnect();
      unsubscribe();
      plot?.destroy();
    };
  }, [answer, estimate, t, language]);

  return <div ref={host} className={styles.host} role="img" aria-label={probeSummary(answer, estimate, t, language)} />;
}
