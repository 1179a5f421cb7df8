import type { Plan } from './plan';
import type { DeployRecord } from './record';

/**
 * Refuses to overwrite functions and collections that are not on record here as deployed.
 *
 * @param there lists what the environment holds (`function shop`), or null if that is unknown;
 * called only when something new is planned
 * @throws Error that names them and says what to do, because they may be another program's
 */
export async function refuseOthers(
  { steps }: Plan,
  { marks }: DeployRecord,
  there: () => Promise<readonly string[] | null>,
): Promise<void> {
  const fresh = steps
    .map(({ name }) => name)
    .filter((name) => /^(?:function|collection) /.test(name) && !(name in marks));
  if (fresh.length === 0) return;
  const found = await there();
  if (found === null)
    throw new Error(
      'Without the AppSecret nobody can see whether the environment has functions of these names already: getOrder, shop, sweep, watch. Look at 云开发控制台 → 云函数; if there are none, or they are this project’s, say --adopt.',
    );
  const others = fresh.filter((name) => found.includes(name));
  if (others.length > 0)
    throw new Error(
      `The environment has what was not deployed from here: ${others.join(', ')}. If it is this project’s (deployed from another computer, or by hand), say --adopt; if it is another program’s, choose another environment: it would be overwritten.`,
    );
}
