import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';

/**
 * What is called otherwise since the calls were recorded: WeChat's codes have become names
 * (`code` → `name` or `status`), in answers, in the history, in keys of the page's rows, in the log.
 */
export function asNow<Call>(recorded: Call): Call {
  return renamed(recorded, '') as Call;
}

type Fields = Readonly<Record<string, unknown>>;

function renamed(value: unknown, within: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => renamed(item, within));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Fields).flatMap(([name, field]) => renamedField(name, field, within)),
  );
}

function renamedField(name: string, value: unknown, within: string): [string, unknown][] {
  const isCode = value === null || typeof value === 'number';
  if (name === 'code' && isCode) {
    const status = statusOfCode(value);
    if (within === 'status')
      return [
        ['name', status.name],
        ['detail', status.detail],
      ];
    // A sighting has a detail only where there is one.
    const isListed = within === 'orders' || within === 'choices';
    return [
      ['status', status.name],
      ...(isListed || status.detail !== null
        ? ([['detail', status.detail]] as [string, unknown][])
        : []),
    ];
  }
  if (within === 'log' && name === 'status' && isCode) return [[name, statusOfCode(value).name]];
  if (name === 'key' && typeof value === 'string')
    return [
      [
        name,
        value.replace(
          /^(\d+)-(\d+|null)$/,
          (_whole, index: string, code: string) =>
            `${index}-${statusOfCode(code === 'null' ? null : Number(code)).name}`,
        ),
      ],
    ];
  return [[name, renamed(value, name)]];
}
