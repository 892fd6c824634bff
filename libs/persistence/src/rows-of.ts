/** TypeORM answers rows, or for UPDATE and DELETE a pair of rows and count. */
export const rowsOf = <Row>(answer: unknown): Row[] => {
  const isPair = Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number';
  return (isPair ? answer[0] : answer) as Row[];
};
