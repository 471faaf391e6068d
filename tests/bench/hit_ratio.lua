-- Asks for addresses as visitors do: the n-th most wanted of them 1/n as often as the first. One
-- request of a hundred changes a formation.
local details = tonumber(os.getenv("BENCH_DETAILS"))
local lists = tonumber(os.getenv("BENCH_LISTS"))
local writes = tonumber(os.getenv("BENCH_WRITES"))
local token = os.getenv("BENCH_TOKEN")
math.randomseed(tonumber(os.getenv("BENCH_SEED")))

local paths, reach, sum, changes = {}, {}, 0, 0
for number = 0, details - 1 do
  paths[#paths + 1] = "/api/v1/formations/bench-" .. number
end
for number = 1, lists do
  paths[#paths + 1] = "/api/v1/formations?limit=20&sort=price&price[gte]=" .. number
end
for place = #paths, 2, -1 do
  local other = math.random(place)
  paths[place], paths[other] = paths[other], paths[place]
end
for rank = 1, #paths do
  sum = sum + 1 / rank
  reach[rank] = sum
end

local function wanted()
  local point, low, high = math.random() * sum, 1, #reach
  while low < high do
    local middle = math.floor((low + high) / 2)
    if reach[middle] < point then low = middle + 1 else high = middle end
  end
  return paths[low]
end

local writing = { Authorization = "Bearer " .. token, ["Content-Type"] = "application/merge-patch+json", ["If-Match"] = "*" }

request = function()
  if math.random() >= writes then
    return wrk.format("GET", wanted())
  end
  changes = changes + 1
  local body = string.format('{"location": "Salle %d"}', changes)
  return wrk.format("PATCH", "/api/v1/formations/bench-" .. math.random(0, details - 1), writing, body)
end

done = function(summary)
  io.stderr:write(string.format('{"requests": %d, "seconds": %f, "wrong": %d}\n', summary.requests,
    summary.duration / 1e6, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
