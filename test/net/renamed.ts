/** What is called otherwise since the calls were recorded: nothing yet. */
export function asNow<Call>(recorded: Call): Call {
  return recorded;
}
