CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  facts TEXT,
  data_digest TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
, choice TEXT NOT NULL DEFAULT '{}', network TEXT, sequence INTEGER NOT NULL DEFAULT 0, command TEXT) STRICT;
INSERT INTO projects VALUES('01a2080d-5031-749b-bb18-b36ef933df8b','digits','sample:digits','{"source":"sample:digits","kind":"images","format":"sample","task":"classification","target":null,"features":256,"image":[16,16,1],"tokens":null,"classes":["zero","one"],"classCounts":[5,7],"targetScale":null,"rows":{"train":8,"dev":2,"test":2},"splitSeed":1,"metric":"accuracy","batchSize":64,"entropy":0.68,"floor":{"loss":0.7,"metric":0.5},"preprocessingDigest":"efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef","sourceDigest":"abababababababababababababababababababababababababababababababab"}','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',1700000000000,1700000000001,'{"kind":"images"}','{"model":"mlp","hidden":[32],"filters":[],"embedding":64}',1,NULL);
CREATE TABLE stages (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  plan TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
, sequence INTEGER NOT NULL DEFAULT 0, took_ms REAL, inputs TEXT) STRICT;
INSERT INTO stages VALUES('01a2080d-5032-7759-8fb9-0b94a850b900','01a2080d-5031-749b-bb18-b36ef933df8b','learningRate','finished','{"base":{"model":"mlp","hidden":[128,64],"filters":[16,32],"embedding":64,"weightDecay":0,"dropout":0,"optimizer":"sgd","momentum":0.9,"batchSize":64,"steps":600,"seed":1,"evalEvery":100},"rates":[1,0.1],"backend":"wasm","parallel":2,"prune":true,"extend":true,"refine":false,"added":[{"rate":0.1,"why":"extended"}]}',1700000000002,1700000009000,1,NULL,NULL);
CREATE TABLE trials (
  id TEXT PRIMARY KEY,
  stage_id TEXT NOT NULL REFERENCES stages (id),
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  hyperparameters TEXT NOT NULL,
  backend TEXT NOT NULL,
  metric TEXT NOT NULL,
  data_digest TEXT NOT NULL,
  program_version TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  reason TEXT,
  result TEXT,
  log_file TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER
, preprocessing_digest TEXT, sequence INTEGER NOT NULL DEFAULT 0, note TEXT, point TEXT NOT NULL DEFAULT '{}', branch TEXT, split TEXT, fold INTEGER, evaluated_rows INTEGER) STRICT;
INSERT INTO trials VALUES('01a2080d-5032-7759-8fb9-0c5a9db6cd65','01a2080d-5032-7759-8fb9-0b94a850b900',0,'diverged','{"model":"mlp","hidden":[128,64],"filters":[16,32],"embedding":64,"weightDecay":0,"dropout":0,"optimizer":"sgd","momentum":0.9,"batchSize":64,"steps":600,"seed":1,"evalEvery":100,"learningRate":0.1}','wasm','accuracy','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd','0.2.0',1,'{"key":"reason.diverged.notFinite","values":{"step":1}}','{"steps":2,"trainLoss":{"$number":"NaN"},"devLoss":2.25,"devMetric":0.5,"seconds":0.01,"stepMs":2.5,"ratioMedian":null}','logs/trial.log',1700000000003,1700000000004,1700000008000,'efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef',1,NULL,'{"key":"learningRate=0.1","set":{"learningRate":0.1},"origin":"extended","pair":null}',NULL,NULL,NULL,NULL);
CREATE TABLE dev_rows (
  trial_id TEXT NOT NULL REFERENCES trials (id),
  kind TEXT NOT NULL,
  step INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  evaluation TEXT,
  data BLOB NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (trial_id, kind, step)
) STRICT;
CREATE TABLE attempts (
  trial_id TEXT NOT NULL REFERENCES trials (id),
  attempt INTEGER NOT NULL,
  start_step INTEGER NOT NULL,
  status TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (trial_id, attempt)
) STRICT;
INSERT INTO attempts VALUES('01a2080d-5032-7759-8fb9-0c5a9db6cd65',1,0,'diverged',1700000000004,1700000008000);
CREATE TABLE metric_batches (
  trial_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  series TEXT NOT NULL,
  first_step INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  columns TEXT NOT NULL,
  data BLOB NOT NULL,
  checksum INTEGER,
  PRIMARY KEY (trial_id, attempt, series, first_step),
  FOREIGN KEY (trial_id, attempt) REFERENCES attempts (trial_id, attempt)
) STRICT;
INSERT INTO metric_batches VALUES('01a2080d-5032-7759-8fb9-0c5a9db6cd65',1,'step',0,1,2,'["loss","batchMetric"]',X'0000000000000000000000000000f03f0000000000000440000000000000f87f000000000000e03f000000000000e03f',1878972265);
CREATE TABLE metric_overviews (
  trial_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  series TEXT NOT NULL,
  first_step INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  columns TEXT NOT NULL,
  data BLOB NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (trial_id, attempt, series, first_step),
  FOREIGN KEY (trial_id, attempt) REFERENCES attempts (trial_id, attempt)
) STRICT;
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  created_at INTEGER NOT NULL
, project_id TEXT REFERENCES projects (id) ON DELETE CASCADE) STRICT;
INSERT INTO events VALUES(1,'defect','{"stack":"Error: example"}',1795431419965,NULL);
CREATE TABLE probes (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  hyperparameters TEXT NOT NULL,
  backend TEXT NOT NULL,
  data_digest TEXT NOT NULL,
  program_version TEXT NOT NULL,
  answer TEXT NOT NULL,
  created_at INTEGER NOT NULL
, sequence INTEGER NOT NULL DEFAULT 0, stage_id TEXT REFERENCES stages (id), point_key TEXT) STRICT;
INSERT INTO probes VALUES('01a2080d-5032-7759-8fb9-0d94a850b901','01a2080d-5031-749b-bb18-b36ef933df8b','{"model":"mlp","hidden":[128,64],"filters":[],"embedding":64,"weightDecay":0,"dropout":0,"optimizer":"sgd","momentum":0.9,"batchSize":64,"steps":600,"seed":1,"evalEvery":100}','wasm','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd','0.2.0','{"learningRate":0.25,"confidence":"high","ratioRule":{"learningRate":0.3,"ratio":0.2,"estimate":0.0015,"band":[0.002,0.02]},"rounds":[{"round":1,"learningRate":0.3,"ratio":0.2,"unseenLoss":{"$number":"NaN"},"steps":4}],"layers":[{"name":"output.weight","ratio":0.04}],"generalisation":0.9,"steps":95,"seconds":0.2,"digestBefore":"ab","digestAfter":"ab","check":{"passed":true,"halvings":0,"lossBefore":2.3,"lossAfter":2.1}}',1700000000007,1,NULL,NULL);
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
INSERT INTO settings VALUES('interface','{"theme":"dark","language":null}');
CREATE TABLE preparations (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  hyperparameters TEXT NOT NULL,
  backend TEXT NOT NULL,
  data_digest TEXT NOT NULL,
  program_version TEXT NOT NULL,
  measured TEXT NOT NULL,
  checks TEXT NOT NULL,
  created_at INTEGER NOT NULL
, sequence INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO preparations VALUES('01a2080d-5032-7759-8fb9-0e94a850b902','01a2080d-5031-749b-bb18-b36ef933df8b','{"model":"mlp","hidden":[128,64],"filters":[],"embedding":64,"weightDecay":0,"dropout":0,"optimizer":"sgd","momentum":0.9,"batchSize":64,"steps":600,"seed":1,"evalEvery":100}','wasm','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd','0.3.0','{"parameterCount":39690,"initialLoss":2.7,"notFinite":[],"layers":[{"name":"output.weight","initialisation":"glorot","count":640,"std":0.16,"expectedStd":0.164}],"constantInputs":{"constant":0,"inputs":256,"rows":8},"singleBatch":{"rows":8,"steps":40,"before":2.6,"after":{"$number":"NaN"},"bar":0.2,"brokenOff":false},"stepMs":0.5,"evaluationMs":3.5,"memoryBytes":null,"digestBefore":"ab","digestAfter":"ab","seconds":0.4,"startMs":300,"log":{"folder":"logs","problem":null}}','[{"id":"curves","rule":"M4","verdict":"passes","key":"prepare.curves.live","values":{"every":100}},{"id":"gradients","rule":null,"verdict":"passes","key":"prepare.gradients.finite","values":{}}]',1700000000008,1);
CREATE TABLE recommendations (
  stage_id TEXT PRIMARY KEY REFERENCES stages (id),
  project_id TEXT NOT NULL REFERENCES projects (id),
  rule_version INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
INSERT INTO recommendations VALUES('01a2080d-5032-7759-8fb9-0b94a850b900','01a2080d-5031-749b-bb18-b36ef933df8b',1,'{"ranking":[{"trialId":"01a2080d-5032-7759-8fb9-0c5a9db6cd65","rank":null,"figures":{"steps":2,"finalLoss":2.5,"noise":null,"stepsToReach":null,"devLoss":null,"devMetric":null}}],"set":null,"evidence":[{"rule":"L8","verdict":"bad","title":{"key":"evidence.diverged","values":{}},"body":{"key":"evidence.divergedRates","values":{"rates":{"as":"rates","values":[0.1]}}},"remedy":null}],"detail":{"candidates":[{"learningRate":0.1,"trialId":"01a2080d-5032-7759-8fb9-0c5a9db6cd65","status":"diverged","rank":null,"steps":2,"finalLoss":2.5,"noise":null,"stepsToReach":null,"devLoss":null,"metric":{"name":"accuracy","value":null}}],"best":null,"threshold":null,"numSteps":{"value":null,"convergedAt":null,"converged":false,"epochs":null},"atEdge":null,"tied":[],"open":0,"done":1,"extended":[0.1],"refined":[],"pruned":[],"stepsUsed":2,"stepsFull":600}}');
CREATE TABLE IF NOT EXISTS "decisions" (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  stage_id TEXT REFERENCES stages (id),
  probe_id TEXT REFERENCES probes (id),
  kind TEXT NOT NULL,
  "set" TEXT NOT NULL,
  recommended TEXT NOT NULL,
  evidence TEXT,
  data_digest TEXT,
  network TEXT,
  configuration TEXT,
  rule_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO decisions VALUES('01a2080d-503c-705b-91a1-a2fde2b6af36','01a2080d-5031-749b-bb18-b36ef933df8b','01a2080d-5032-7759-8fb9-0b94a850b900',NULL,'learningRate','{"learningRate":0.1,"steps":900}','true','{"rungs":[{"finalLoss":{"$number":"NaN"},"noise":{"$number":"Infinity"},"offset":{"$number":"-0"}}],"best":null}','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd','{"model":"mlp","hidden":[32],"filters":[],"embedding":64}',NULL,1,1700000000005,1);
CREATE TABLE test_readings (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  stage_id TEXT NOT NULL REFERENCES stages (id),
  kind TEXT NOT NULL,
  data_digest TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO test_readings VALUES('01a2080d-5032-7759-8fb9-0b94a850b900','01a2080d-5031-749b-bb18-b36ef933df8b','01a2080d-5032-7759-8fb9-0b94a850b900','trial','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',1700000000009,1);
CREATE TABLE test_evaluations (
  trial_id TEXT PRIMARY KEY REFERENCES trials (id),
  evaluation TEXT NOT NULL,
  data BLOB NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
INSERT INTO test_evaluations VALUES('01a2080d-5032-7759-8fb9-0c5a9db6cd65','{"step":2,"rows":2,"loss":0.875,"metric":{"$number":"NaN"}}',X'0000003f0000a03f000000000000803f0000000000000000',673755867);
CREATE TABLE tunes (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  budget TEXT NOT NULL,
  auto TEXT NOT NULL,
  seed INTEGER NOT NULL,
  status TEXT NOT NULL,
  plan TEXT NOT NULL,
  stages TEXT NOT NULL,
  problem TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  sequence INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO tunes VALUES('01a2080d-5032-7759-8fb9-0d2b1d3f4a10','01a2080d-5031-749b-bb18-b36ef933df8b','{"unit":"steps","most":20000}','true',1,'stopped','{"shares":[{"kind":"learningRate","choice":{"steps":600,"seed":1},"atMost":{"steps":6600,"ms":3300},"about":{"steps":2100,"ms":1050},"says":{"key":"tune.does.ladder","values":{"rates":{"as":"count","value":6},"steps":{"as":"count","value":600}}},"without":null}],"available":20000,"planned":6600,"fits":true,"least":5000}','[{"kind":"learningRate","stageId":"01a2080d-5032-7759-8fb9-0b94a850b900","share":{"kind":"learningRate","choice":{"steps":600,"seed":1},"atMost":{"steps":6600,"ms":3300},"about":{"steps":2100,"ms":1050},"says":{"key":"tune.does.ladder","values":{"rates":{"as":"count","value":6},"steps":{"as":"count","value":600}}},"without":null},"outcome":"accepted","set":{"learningRate":0.1,"steps":500},"rule":"L3","used":{"trials":1,"steps":2,"ms":null},"cutShort":false}]',NULL,1700000000010,NULL,1);
CREATE INDEX trials_by_stage ON trials (stage_id, position);
CREATE UNIQUE INDEX projects_by_sequence ON projects (sequence);
CREATE UNIQUE INDEX stages_by_sequence ON stages (sequence);
CREATE UNIQUE INDEX trials_by_sequence ON trials (sequence);
CREATE UNIQUE INDEX probes_by_sequence ON probes (sequence);
CREATE UNIQUE INDEX preparations_by_sequence ON preparations (sequence);
CREATE INDEX stages_by_project ON stages (project_id, sequence);
CREATE INDEX probes_by_project ON probes (project_id, sequence);
CREATE INDEX preparations_by_project ON preparations (project_id, sequence);
CREATE INDEX events_by_project ON events (project_id, id);
CREATE INDEX recommendations_by_project ON recommendations (project_id);
CREATE UNIQUE INDEX decisions_by_sequence ON decisions (sequence);
CREATE INDEX decisions_by_project ON decisions (project_id, sequence);
CREATE INDEX probes_by_stage ON probes (stage_id);
CREATE UNIQUE INDEX test_readings_by_sequence ON test_readings (sequence);
CREATE INDEX test_readings_by_project ON test_readings (project_id, sequence);
CREATE UNIQUE INDEX tunes_by_sequence ON tunes (sequence);
CREATE INDEX tunes_by_project ON tunes (project_id, sequence);
PRAGMA application_id = 1146307412;
PRAGMA user_version = 13;
