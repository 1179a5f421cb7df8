/** What a log line may hold: short facts about a call, never a phone, name, token, sign or secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export type Log = (fields: LogFields) => void;

/** Writes one JSON line, which is what the cloud console's log search takes apart. */
export const logLine: Log = (fields) => {
  console.log(JSON.stringify(fields));
};
