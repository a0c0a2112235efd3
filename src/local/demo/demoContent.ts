import type { DemoContent } from "./demoShape.ts";
import { completedRuns } from "./runs/completedRuns.ts";
import { liveRuns } from "./runs/liveRuns.ts";
import { unfinishedRuns } from "./runs/unfinishedRuns.ts";
import { downloadBill } from "./tasks/downloadBill.ts";
import { listAccounts } from "./tasks/listAccounts.ts";
import { meterReading } from "./tasks/meterReading.ts";
import { outageStatus } from "./tasks/outageStatus.ts";
import { serviceTransfer } from "./tasks/serviceTransfer.ts";
import { updatePayment } from "./tasks/updatePayment.ts";
import { usageHistory } from "./tasks/usageHistory.ts";
import { waterBalance } from "./tasks/waterBalance.ts";

/** An agent at the portals of three invented utilities. Its pictures and files are in `media/demo`. */
export const demoContent: DemoContent = {
  agent: {
    name: "Utility agent",
    description: "Signs in to the customer portals of utilities, reads bills and use, and fills in their forms.",
  },
  sources: [
    { key: "northlight", name: "Northlight Energy", url: "https://my.northlight.example" },
    { key: "harbor", name: "Harbor Water District", url: "https://account.harborwater.example" },
    { key: "cobalt", name: "Cobalt Ridge Gas", url: "https://cobaltridge.example" },
  ],
  credentials: [
    { key: "avery", source: "northlight", status: "verified", username: "avery.lindqvist@inbox.example", external_id: "customer_1042" },
    { key: "sam", source: "northlight", status: "invalid", username: "sam.okafor@inbox.example", external_id: "customer_2087" },
    { key: "harbor", source: "harbor", status: "verified", username: "HWD-118204", external_id: "customer_1042" },
    { key: "cobalt", source: "cobalt", status: "unverified", username: "avery.lindqvist" },
  ],
  tasks: [
    downloadBill,
    usageHistory,
    updatePayment,
    serviceTransfer,
    outageStatus,
    listAccounts,
    meterReading,
    waterBalance,
  ],
  runs: [...liveRuns, ...completedRuns, ...unfinishedRuns],
};
