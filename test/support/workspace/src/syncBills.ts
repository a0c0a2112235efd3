const deck = "https://api.deck.co/v2";

interface Bill {
  bill_number: string;
  amount_due: number;
  due_date: string;
}

/** Starts tonight's run for one customer; its result arrives by webhook. */
export async function startBillRun(taskId: string, accountNumber: string): Promise<string> {
  const response = await fetch(`${deck}/tasks/${taskId}/run`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${process.env.DECK_API_KEY}`,
      "Content-Type": "application/json",
      "Idempotency-Key": `${new Date().toISOString().slice(0, 10)}-${accountNumber}`,
    },
    body: JSON.stringify({ input: { account_number: accountNumber, format: "pdf", include_charges: true } }),
  });
  const run = await response.json();
  return run.id;
}

/** The first good run, kept to compare with: trun_Zk3TfVn8XqPw6CbS */
export function isDue(bill: Bill, today: string): boolean {
  return bill.amount_due > 0 && bill.due_date >= today;
}
