import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dryRun, knownCommand, readCommand } from '#electron/hosts/command/examine.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { leftOut, tuned } from '#shared/command/left-out.ts';
import { decidedRoles } from '#shared/domain/own-command.ts';

/* Scripts as people write them, in what frameworks print and leave; each is looked at as a person's own. */

const BEGIN = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
const words = process.argv.slice(2);
const at = name => { const i = words.indexOf(name); return i < 0 ? words.find(w => w.startsWith(name + '='))?.slice(name.length + 1) : words[i + 1]; };
const out = process.env.DESCENT_DIR; mkdirSync(out, { recursive: true });
const sleep = ms => new Promise(over => setTimeout(over, ms));
const lossAt = s => 2 / (s + 1);
`;

async function looked(script: string, argv: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'descent-others-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'train.mjs'), BEGIN + script);
  const read = readCommand([process.execPath, 'train.mjs', ...argv], folder);
  const seen = await dryRun(read, {}, { start: nodeHosts().startRunner });
  if (!seen.choice) expect.fail(`no loss among ${seen.seen.map(({ name }) => name).join(', ')}`);
  const command = knownCommand(read, seen, seen.choice);
  return { command, choice: seen.choice, losses: seen.losses, roles: [...decidedRoles(command)].sort() };
}

describe('scripts as people write them', () => {
  it('argparse and tqdm: a bar over one line by \\r, the dev loss once an epoch', async () => {
    const { choice, losses, roles, command } = await looked(
      `for (let e = 1; e <= 2; e++) {
         for (let b = 1; b <= 30; b++) { process.stderr.write('\\rEpoch ' + e + ': ' + String(Math.round(b / 0.3)).padStart(3) + '%|' + '█'.repeat(b / 3) + '| ' + b + '/30 [00:0' + (b % 10) + '<00:01, 31.20it/s, loss=' + lossAt(30 * e + b - 30).toFixed(4) + ', step=' + (30 * e + b - 30) + ']'); await sleep(1); }
         console.log('\\nepoch ' + e + ' val_loss ' + (1 / e).toFixed(4) + ' val_acc ' + (0.8 + e / 20));
       }`,
      ['--lr', '0.1', '--batch_size', '32', '--epochs', '2', '--seed', '7'],
    );
    expect(choice).toMatchObject({
      loss: { name: 'loss' },
      devLoss: { name: 'val_loss' },
      devMetric: { name: 'val_acc' },
      unit: 'step',
    });
    expect(losses).toHaveLength(60);
    expect(roles).toEqual(['batchSize', 'epochs', 'learningRate', 'seed']);
    expect(command).toMatchObject({ steps: 60, stepsPerCount: 30 });
    expect([...tuned(command)]).toEqual(['batchSize']);
  });

  it('Hugging Face’s Trainer: printed dicts, its own linear decay, and trainer_state.json', async () => {
    const { choice, command, losses } = await looked(
      `const history = [];
       for (let s = 10; s <= 200; s += 10) {
         const entry = { loss: lossAt(s), learning_rate: Number(at('--learning_rate')) * (1 - s / 200), epoch: s / 100 };
         console.log('{' + Object.entries(entry).map(([k, v]) => "'" + k + "': " + v).join(', ') + '}'); history.push({ ...entry, step: s });
         if (s % 100 === 0) { console.log("{'eval_loss': " + lossAt(s) + ", 'eval_runtime': 1.2, 'epoch': " + s / 100 + '}'); history.push({ eval_loss: lossAt(s), epoch: s / 100, step: s }); }
       }
       mkdirSync(out + '/checkpoint-200'); writeFileSync(out + '/checkpoint-200/trainer_state.json', JSON.stringify({ log_history: history }));
       console.log("{'train_runtime': 3.1, 'train_loss': 0.4, 'epoch': 2.0}");`,
      ['--learning_rate', '5e-5', '--per_device_train_batch_size', '8', '--num_train_epochs', '2', '--seed', '42'],
    );
    expect(choice).toMatchObject({
      loss: { source: 'trainerState', name: 'loss' },
      devLoss: { name: 'eval_loss' },
      step: 'step',
      unit: 'step',
    });
    expect(losses).toHaveLength(20);
    expect(command).toMatchObject({ schedule: 'changes', steps: 200 });
    expect(leftOut(command).decay?.key).toBe('command.leftOut.schedule');
  });

  it('Lightning’s metrics.csv: sparse, rewritten as columns come up', async () => {
    const { choice, losses } = await looked(
      `const rows = []; const file = out + '/metrics.csv';
       for (let s = 0; s < 100; s += 5) {
         rows.push([0, s, lossAt(s), '']); if (s === 45 || s === 95) rows.push([0, s, '', lossAt(s) + 0.1]);
         writeFileSync(file, 'epoch,step,train_loss,val_loss\\n' + rows.map(r => r.join(',')).join('\\n') + '\\n'); await sleep(15);
       }`,
      ['--optimizer.lr=0.01', '--trainer.max_steps=100', '--data.batch_size=16', '--seed_everything=3'],
    );
    expect(choice).toMatchObject({
      loss: { source: 'csv', name: 'train_loss' },
      devLoss: { name: 'val_loss' },
      step: 'step',
    });
    expect(losses).toHaveLength(20);
  });

  it('Keras: a bar by backspaces, the dev loss at the end of each epoch’s line', async () => {
    const { choice, losses, command } = await looked(
      `for (let e = 1; e <= 8; e++) {
         console.log('Epoch ' + e + '/8');
         for (let b = 1; b <= 20; b++) process.stdout.write('\\b'.repeat(40) + b + '/20 [====>.....] - ETA: 0s - loss: ' + lossAt(20 * e + b).toFixed(4) + ' - accuracy: 0.8' + b);
         console.log('\\b'.repeat(40) + '20/20 [==============================] - 1s 2ms/step - loss: ' + lossAt(20 * e).toFixed(4) + ' - accuracy: 0.9 - val_loss: ' + lossAt(18 * e).toFixed(4) + ' - val_accuracy: 0.91'); await sleep(5);
       }`,
      ['--lr=0.01', '--batch-size=32', '--epochs=8'],
    );
    expect(choice).toMatchObject({
      loss: { name: 'loss' },
      devLoss: { name: 'val_loss' },
      devMetric: { name: 'val_accuracy' },
    });
    expect(losses.length).toBeGreaterThan(0);
    expect(command.steps).toBeGreaterThanOrEqual(8);
  });

  it('absl’s flags and Hydra’s overrides; one that prints at the ends of its epochs alone', async () => {
    const absl = await looked(
      `for (let e = 1; e <= 12; e++) { console.log('I1130 12:00:0' + e % 10 + ' train.py:42] epoch ' + e + ': train loss = ' + lossAt(e).toFixed(4) + ', test loss = ' + lossAt(e - 0.5).toFixed(4)); await sleep(2); }`,
      ['--learning_rate=0.1', '--num_epochs=12', '--batch_size=64', '--random_seed=1'],
    );
    expect(absl.choice).toMatchObject({ loss: { name: 'loss' }, devLoss: { name: 'test loss' }, unit: 'epoch' });
    expect(absl.command).toMatchObject({ steps: 12, stepsPerCount: 1 });
    expect(absl.roles).toEqual(['batchSize', 'epochs', 'learningRate', 'seed']);
    const hydra = await looked(
      `for (let s = 1; s <= 60; s++) console.log('[2026-11-30 12:00:00,123][train][INFO] - step=' + s + ' train/loss=' + lossAt(s).toFixed(4) + (s % 20 ? '' : ' val/loss=' + lossAt(s - 1).toFixed(4)));`,
      ['optimizer.lr=1e-2', 'trainer.max_steps=60', '+data.batch_size=16', 'seed=5', 'optimizer.momentum=0.9'],
    );
    expect(hydra.choice).toMatchObject({
      loss: { name: 'train/loss' },
      devLoss: { name: 'val/loss' },
      step: 'step',
      unit: 'step',
    });
    expect(hydra.roles).toEqual(['batchSize', 'learningRate', 'momentum', 'seed', 'steps']);
  });
});
