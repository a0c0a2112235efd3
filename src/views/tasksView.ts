import * as vscode from "vscode";
import type { Agent, Task } from "../api/schemas/resources.ts";
import type { RunSummary } from "../api/schemas/run.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { commandIds, tasksViewId } from "../host/commandIds.ts";
import { logFailure } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import { finishedStatuses } from "../runs/status.ts";
import { TaskHistory } from "../runs/taskHistory.ts";
import { type ResourceNode, ResourceTree, type ShownTree, showTree } from "./resourceTree.ts";
import { runNode, type RunsOf } from "./runNode.ts";
import { lookWhileVisible } from "./runsView.ts";
import { agentItem, noRunsItem, taskItem } from "./taskItems.ts";

/** What commands are given of a task: also what runs it. */
interface TaskNode extends ResourceNode {
  readonly task: string;
}

type TasksOf = RunsOf & Pick<App, "log">;

/** Runs over all tasks, for a first idea of how each does; of one that is unfolded more are asked for. */
const overview = 100;
const ofTask = 20;
const listed = 10;

/** Agents, their tasks, and how these did of late. */
export function registerTasksView(app: App): ShownTree {
  let shown: ShownTasks | undefined;
  const tree = new ResourceTree(app, {
    what: "tasks",
    read: async (session, signal) => (shown?.session === session ? shown : undefined)?.read(signal) ?? [],
    follow(session, { changed }) {
      const tasks = new ShownTasks({ session, watched: app.watched, log: app.log }, changed);
      shown = tasks;
      return tasks;
    },
  });
  const view = vscode.window.createTreeView(tasksViewId, { treeDataProvider: tree, showCollapseAll: true });
  return showTree(tree, view, vscode.commands.registerCommand(commandIds.refreshTasks, () => tree.refresh()), lookWhileVisible(app, view));
}

class ShownTasks implements vscode.Disposable {
  readonly session: Session;
  private readonly of: TasksOf;
  private readonly changed: (nodes: readonly ResourceNode[]) => void;
  private readonly history = new TaskHistory();
  private readonly lifetime = new Lifetime();
  private readonly asked = new Set<string>();
  private nodes = new Map<string, TaskNode>();

  constructor(of: TasksOf, changed: (nodes: readonly ResourceNode[]) => void) {
    this.of = of;
    this.session = of.session;
    this.changed = changed;
    this.lifetime.own(
      of.session.store.onDidChange(({ steps }) => this.learn(steps.flatMap(({ now }) => now ?? []))),
    );
  }

  async read(signal: AbortSignal): Promise<ResourceNode[]> {
    const { client, tasks, agents, store } = this.session;
    const recent = client.inBackground().runs.page({ status: finishedStatuses, limit: overview }, signal);
    const [allTasks, allAgents, { data }] = await Promise.all([tasks.all(signal), agents.all(signal), recent]);
    this.history.learn([...data, ...store.newest()]);
    this.asked.clear();
    this.nodes = new Map(allTasks.map(task => [task.id, this.taskNode(task)]));
    return this.byAgent(allAgents, allTasks);
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  private byAgent(agents: readonly Agent[], tasks: readonly Task[]): ResourceNode[] {
    const known = new Set(agents.map(({ id }) => id));
    const strays = [...new Set(tasks.map(({ agent_id }) => agent_id).filter(id => !known.has(id)))];
    return [...agents, ...strays.map(id => ({ id, name: id, created_at: "" }))].map(agent => {
      const own = tasks.filter(({ agent_id }) => agent_id === agent.id).flatMap(({ id }) => this.nodes.get(id) ?? []);
      return { key: `agent:${agent.id}`, id: agent.id, item: () => agentItem(agent, own.length), children: () => own };
    });
  }

  private taskNode(task: Task): TaskNode {
    const key = `task:${task.id}`;
    return {
      key,
      id: task.id,
      task: task.id,
      item: () => taskItem(task, this.history.of(task.id)),
      children: () => this.runsOf(task.id, key),
    };
  }

  private async runsOf(task: string, key: string): Promise<ResourceNode[]> {
    await this.ask(task);
    const runs = this.history.of(task).slice(0, listed);
    if (runs.length === 0) return [{ key: `${key}:none`, id: "", item: noRunsItem }];
    return runs.map(run => runNode(run, this.of, { under: key, isTask: true }));
  }

  /** Once; later on the store tells. Where it cannot be asked, what is known is shown, and the next look tries again. */
  private async ask(task: string): Promise<void> {
    if (this.asked.has(task)) return;
    this.asked.add(task);
    try {
      this.learn((await this.session.client.runs.page({ task_id: task, limit: ofTask })).data);
    } catch (error) {
      logFailure(this.of.log, `Reading the runs of ${task}`, error);
      this.asked.delete(task);
    }
  }

  private learn(runs: readonly RunSummary[]): void {
    const tasks = this.history.learn(runs);
    const nodes = tasks.flatMap(task => this.nodes.get(task) ?? []);
    if (nodes.length > 0) this.changed(nodes);
  }
}
