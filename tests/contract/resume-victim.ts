import { openRig, type RigChoice } from './resume-rig.ts';

/** A core with one trial that is killed in the middle; it tells of each checkpoint that its trainer gives. */
const [home = '', choice = ''] = process.argv.slice(2);
const rig = await openRig(home, JSON.parse(choice) as RigChoice);
await rig.run({ onCheckpoint: step => console.log(`step ${step}`) });
await rig.close();
