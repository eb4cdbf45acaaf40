import { openRig, type RigChoice } from './resume-rig.ts';

/** A core with one trial that is killed in the middle: it tells of the checkpoint at which its trainer then stays. */
const [home = '', choice = '', moment = ''] = process.argv.slice(2);
const rig = await openRig(home, JSON.parse(choice) as RigChoice);
await rig.run({
  onCheckpoint: step => {
    if (step >= Number(moment)) console.log(`step ${step}`);
    return step < Number(moment);
  },
});
await rig.close();
