/** Runs in a thread of its own: loads the tools of all scenarios and posts what is wrong with them. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Scenario } from '../core/scenario.ts';
import { readToolbox } from './openToolbox.ts';

const scenarios = workerData as readonly Scenario[];
const read = await Promise.all(scenarios.map(readToolbox));
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
parentPort?.postMessage(read.flatMap(({ problems }) => problems));
