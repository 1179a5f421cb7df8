import type { FunctionChild } from './function-child';
import type { FunctionManifest } from './function-manifest';

export interface PoolOptions {
  /** Largest number of processes, for all functions together. */
  readonly size: number;
  /** Largest number of calls that wait for a process. */
  readonly queueLimit: number;
  readonly start: (manifest: FunctionManifest) => FunctionChild;
}

/** Pool of function processes. Each runs one call at a time. Idle ones are kept for reuse. */
export type FunctionPool = ReturnType<typeof createPool>;

interface Member {
  readonly name: string;
  readonly child: FunctionChild;
  busy: boolean;
  isOld: boolean;
}

interface Waiting {
  /** Starts the waiting call. @returns false when no process is free */
  readonly tryRun: () => boolean;
  readonly cancel: () => void;
}

export function createPool({ size, queueLimit, start }: PoolOptions) {
  /** Processes of the pool, the least recently used first. */
  let members: Member[] = [];
  const queue: Waiting[] = [];
  const ending = new Set<Promise<void>>();
  let isStopped = false;

  const discard = (member: Member): void => {
    members = members.filter((other) => other !== member);
    const ended = member.child.kill().then(() => void ending.delete(ended));
    ending.add(ended);
  };

  /** Finds or starts a process, ending an idle one if the pool is full; null if all are busy. */
  const take = (manifest: FunctionManifest): Member | null => {
    const idle = members.filter(({ busy }) => !busy);
    for (const dead of idle.filter(({ child }) => !child.isAlive())) discard(dead);
    const warm = members.findLast(({ busy, name }) => !busy && name === manifest.name);
    if (warm !== undefined) return warm;
    if (members.length >= size) {
      const oldest = members.find(({ busy }) => !busy);
      if (oldest === undefined) return null;
      discard(oldest);
    }
    const member = { name: manifest.name, child: start(manifest), busy: false, isOld: false };
    members.push(member);
    return member;
  };

  const release = (member: Member): void => {
    member.busy = false;
    if (member.isOld || !member.child.isAlive()) discard(member);
    else members = [...members.filter((other) => other !== member), member];
    const next = queue[0];
    if (next?.tryRun() === true) queue.shift();
  };

  return {
    /** Runs `use` with a process of the function, or returns null when too many calls wait. */
    withChild: async <Result>(
      manifest: FunctionManifest,
      use: (child: FunctionChild) => Promise<Result>,
    ): Promise<Result | null> => {
      if (isStopped) throw stopped();
      const run = async (member: Member): Promise<Awaited<ReturnType<typeof use>>> => {
        member.busy = true;
        try {
          return await use(member.child);
        } finally {
          release(member);
        }
      };
      const free = queue.length === 0 ? take(manifest) : null;
      if (free !== null) return run(free);
      if (queue.length >= queueLimit) return null;
      return new Promise((resolve, reject) => {
        queue.push({
          tryRun: () => {
            const member = take(manifest);
            if (member === null) return false;
            run(member).then(resolve, reject);
            return true;
          },
          cancel: () => {
            reject(stopped());
          },
        });
      });
    },
    /** Ends all idle processes now, busy ones after their answer. Later calls get new processes. */
    renew: () => {
      for (const member of [...members]) {
        member.isOld = true;
        if (!member.busy) discard(member);
      }
    },
    /** Kills all processes. Resolves when the last one has ended. */
    stop: async () => {
      isStopped = true;
      for (const { cancel } of queue.splice(0)) cancel();
      [...members].forEach(discard);
      await Promise.all(ending);
    },
  };
}

function stopped(): Error {
  return new Error('The local cloud has been stopped.');
}
