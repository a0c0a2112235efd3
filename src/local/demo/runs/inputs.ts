import type { Json } from "../../../api/schemas/wire.ts";

/** The inputs of the demo runs, as a form filled with the defaults sends them. */

type Input = { readonly [name: string]: Json };

export const billInput: Input = { account_number: "4471-2093-6", format: "pdf", include_charges: true };

export const gasBillInput: Input = { ...billInput, account_number: "2208-4410-7" };

export const usageInput: Input = {
  account_number: "4471-2093-6",
  from: "2025-11-03",
  to: "2026-11-02",
  step: "month",
  max_rows: 100,
};

export const paymentInput: Input = {
  account_number: "4471-2093-6",
  method: { type: "bank_account", holder_name: "Avery Lindqvist", ending: "6021" },
  autopay: true,
};

export const transferInput: Input = {
  account_number: "4471-2093-6",
  new_address: "27 Lantern Row, Marlow Bay",
  stop_date: "2026-12-11",
  start_date: "2026-12-10",
  occupancy: "rent",
};

export const outageInput: Input = { address: "12 Quarry Lane, Unit 3", radius_km: 5, subscribe: false };

export const readingInput: Input = { meter: "NL-20731164", reading: 48213, read_on: "2026-11-19", is_estimate: false };

export const waterInput: Input = { customer_id: "HWD-118204", bills: 5 };
