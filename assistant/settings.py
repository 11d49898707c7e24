"""All settings, read once from the environment (prefix ``TROLY_``) in the commands, never at import."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import BadUse


def read_settings() -> Settings:
    """The settings of the environment; raises BadUse with the variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "TROLY_" + "_".join(str(part) for part in first["loc"]).upper()
        raise BadUse(
            f"Biến môi trường {name} có giá trị «{first['input']}» không dùng được; hãy sửa hoặc bỏ biến này."
        ) from None


class Settings(BaseSettings):
    """Every setting has a working default; nothing needs a network."""

    model_config = SettingsConfigDict(env_prefix="TROLY_", extra="ignore", frozen=True)

    data: Path = Field(default=Path("data"), description="Thư mục dữ liệu: sổ đăng ký và chỉ mục")
    database: str = Field(
        default="", description="URL SQLAlchemy của sổ đăng ký; trống là SQLite trong thư mục dữ liệu"
    )
    model: str = Field(default="e5-small", description="Mô hình nhúng: tên hoặc thư mục sentence-transformers")
    cache: Path = Field(default=Path.home() / ".cache" / "troly", description="Nơi giữ mô hình đã dựng")
    agencies: str = Field(default="", description="Danh mục cơ quan của tỉnh (JSON); trống là tệp kèm theo")
    unit: str = Field(default="chung", description="Đơn vị sở hữu văn bản khi nạp mà không nói rõ")
    host: str = Field(default="127.0.0.1", description="Địa chỉ phục vụ")
    port: int = Field(default=8000, ge=1, le=65535, description="Cổng phục vụ")
    origins: str = Field(default="", description="Các trang khác được nhúng widget, cách nhau dấu phẩy")
    workers: int = Field(default=0, ge=0, le=64, description="Số tệp đọc cùng lúc khi nạp; 0 là số nhân của máy")
    threads: int = Field(default=0, ge=0, le=64, description="Luồng tính của mô hình nhúng; 0 là tự chọn")
    llm_url: str = Field(
        default="", description="Địa chỉ API kiểu OpenAI của mô hình ngôn ngữ, đến hết /v1; trống là không dùng"
    )
    llm_model: str = Field(default="", description="Tên mô hình ngôn ngữ ở địa chỉ đó")
    llm_key: SecretStr = Field(default=SecretStr(""), description="Khóa của địa chỉ đó; trống là không cần")
    llm_seconds: float = Field(
        default=30.0, gt=0, le=600, description="Thời gian tối đa dành cho mô hình ngôn ngữ trong một câu trả lời, giây"
    )
